import CairnCore
import LineageAudit
import MLflowAPI
import TrackingEvents
import TrackingViews
import WebUI

/// The web pages, for whatever path is not the API's.
struct PageSource: Sendable {
    private let ui: WebUI
    private let store: CairnStore

    init(_ store: CairnStore) {
        self.store = store
        // What is typed into a filter box has the grammar of the API's searches.
        ui = WebUI(
            views: store.views,
            readRunFilter: { filter in
                do throws(APIError) {
                    return .conditions(try RunSearchGrammar.conditions(of: filter))
                } catch { return .refused(error.message) }
            },
            audit: { try store.audit(ofModelNamed: $0, number: $1)?.entries.map(AuditLine.init) })
    }

    private static let reserved = ["/api/", "/ajax-api/", "/get-artifact", "/model-versions/get-artifact", "/health", "/version"]

    /// Whether a page may lie at `path`; everything else is the API's alone.
    func mayServe(_ path: String) -> Bool {
        !Self.reserved.contains { path.hasPrefix($0) }
    }

    /// The page at the request's path, or why the views cannot be read now; nil when there is no such page. Blocks.
    func page(for head: RequestHead) throws -> Reply? {
        do { return try readPage(for: head) } catch let error as ViewsError {
            return .text(error.code == .searchTooExpensive ? 400 : 503, error.message)
        }
    }

    private func readPage(for head: RequestHead) throws -> Reply? {
        try store.waitUntilReadable()
        guard let page = try ui.page(path: head.path, query: head.query) else { return nil }
        var reply = Reply(status: page.status)
        reply.headers = [("Content-Type", page.contentType)] + page.headers
        reply.body = .bytes(page.bytes)
        return reply
    }
}

extension AuditLine {
    fileprivate init(_ entry: AuditEntry) {
        self.init(
            position: "\(entry.position)", wallClockMilliseconds: entry.wallClockMilliseconds, actor: entry.actor.name,
            event: "\(entry.type)", detail: entry.summary)
    }
}

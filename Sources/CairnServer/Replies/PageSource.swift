import HTTPTypes
import WebUI

/// The web pages, for whatever path is not the API's.
struct PageSource: Sendable {
    let ui: WebUI
    /// Returns once the views show everything that this process acknowledged.
    let waitUntilReadable: @Sendable () throws -> Void

    private static let reserved = ["/api/", "/ajax-api/", "/get-artifact", "/model-versions/get-artifact", "/health", "/version"]

    /// Whether a page may lie at `path`; everything else is the API's alone.
    func mayServe(_ path: String) -> Bool {
        !Self.reserved.contains { path.hasPrefix($0) }
    }

    /// The page at the request's path; nil when there is none. Blocks.
    func page(for head: RequestHead) throws -> Reply? {
        try waitUntilReadable()
        guard let page = try ui.page(path: head.path, query: head.query) else { return nil }
        var reply = Reply(status: page.status)
        reply.headers[.contentType] = page.contentType
        for header in page.headers {
            if let name = HTTPField.Name(header.name) { reply.headers[name] = header.value }
        }
        reply.body = .bytes(page.bytes)
        return reply
    }
}

import TrackingEvents
import TrackingViews

/// One directory of an entity's artifacts; files link to the API's download route.
struct ArtifactBrowser {
    /// Path components below the entity's own directory.
    private let directory: [String]
    private let root: String
    /// The page's address, without query.
    private let page: String

    /// nil when the artifacts lie outside the store, or when `directory` is no path below them.
    ///
    /// - Parameter directory: as the address gives it, `model/data`; nil for the top.
    init?(location: ArtifactLocation, directory: String?, page: String) {
        guard case .tree(let root) = location else { return nil }
        let parts = (directory ?? "").split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard !parts.contains(where: { $0 == "." || $0 == ".." }) else { return nil }
        self.directory = parts
        self.root = root
        self.page = page
    }

    func fields(from views: any PageViews) throws -> Fields {
        let entries = try views.listArtifacts(below: path(below: directory))
        return ["trail": trail, "hasEntries": !entries.isEmpty, "entries": entries.map(row)]
    }

    private var trail: [Fields] {
        var links = [Link(text: "artifacts", url: address(of: [])).fields]
        for count in directory.indices {
            links.append(Link(text: directory[count], url: address(of: Array(directory.prefix(count + 1)))).fields)
        }
        return links
    }

    private func row(_ entry: ArtifactEntry) -> Fields {
        let parts = directory + [entry.name]
        if entry.isDirectory { return ["name": entry.name + "/", "url": address(of: parts), "size": ""] }
        let encoded = path(below: parts).split(separator: "/").map { PercentCoding.encode(String($0)) }.joined(separator: "/")
        return [
            "name": entry.name, "url": "/api/2.0/mlflow-artifacts/artifacts/" + encoded,
            "size": entry.byteCount.map(NumberText.byteCount) ?? "",
        ]
    }

    private func path(below parts: [String]) -> String {
        ([root] + parts).filter { !$0.isEmpty }.joined(separator: "/")
    }

    private func address(of parts: [String]) -> String {
        let query = QueryFields("").setting("path", to: parts.isEmpty ? nil : parts.joined(separator: "/"))
        return query.address(under: page) + "#artifacts"
    }
}

import LogPositions
package import MLflowAPI
import TrackingEvents
import TrackingStore
import TrackingViews

extension CairnStore {
    /// The files that were at or below `root` before the last deletion there, and are not there now, with the bytes they had.
    ///
    /// They are read from the events of the run or logged model that owns them; files that belong to neither are not found. Blobs that were
    /// collected meanwhile are left out.
    package func deletedArtifacts(at root: String, of uri: ModelURI) throws -> [ArtifactFile] {
        var lost: [String: BlobReference] = [:]
        for position in try ownerPositions(of: uri) {
            switch try directory.event(at: position)?.body.payload {
            case .artifactWritten(let written)? where Self.lies(written.path, at: root): lost[written.path] = written.blob
            default: continue
            }
        }
        return try lost.sorted { $0.key < $1.key }.compactMap { path, blob in
            guard try views.artifact(at: path) == nil, try directory.blobs.open(blob.digest) != nil else { return nil }
            let relative = path == root ? path.split(separator: "/").last.map(String.init) ?? path : String(path.dropFirst(root.count + 1))
            return ArtifactFile(relativePath: relative, treePath: path, blob: blob)
        }
    }

    private func ownerPositions(of uri: ModelURI) throws -> [Position] {
        switch uri {
        case .run(let id, _): return try views.positions(of: .run(id))
        case .loggedModel(let id, _): return try views.positions(of: .loggedModel(id))
        case .version, .stage, .latest, .alias:
            guard let version = try locator.version(of: uri) else { return [] }
            return try (version.run.map { try views.positions(of: .run($0)) } ?? [])
                + (version.loggedModel.map { try views.positions(of: .loggedModel($0)) } ?? [])
        }
    }

    private static func lies(_ path: String, at root: String) -> Bool { path == root || path.hasPrefix(root + "/") }
}

package import MLflowAPI
import TrackingEvents
import TrackingViews

extension CairnStore {
    package var locator: ArtifactLocator { ArtifactLocator(views: views) }

    /// Every file that `uri` means: the file itself, or all below the directory, in the order of their paths.
    ///
    /// - Throws: ``NotFound`` when there is none.
    package func artifactFiles(of uri: ModelURI) throws -> [ArtifactFile] {
        let root = try locator.treePath(of: uri)
        if let blob = try views.artifact(at: root) {
            let name = root.split(separator: "/").last.map(String.init) ?? root
            return [ArtifactFile(relativePath: name, treePath: root, blob: blob)]
        }
        let files = try artifactFiles(below: root)
        guard !files.isEmpty else { throw NotFound(message: "There are no artifacts at \(root).") }
        return files
    }

    /// All files below a directory of the artifact tree, however deep.
    package func artifactFiles(below root: String) throws -> [ArtifactFile] {
        var files: [ArtifactFile] = []
        var pending = [""]
        while let relative = pending.popLast() {
            let directory = [root, relative].filter { !$0.isEmpty }.joined(separator: "/")
            for entry in try views.listArtifacts(below: directory) {
                let path = relative.isEmpty ? entry.name : relative + "/" + entry.name
                if entry.isDirectory { pending.append(path) }
                let treePath = directory.isEmpty ? entry.name : directory + "/" + entry.name
                guard !entry.isDirectory, let blob = try views.artifact(at: treePath) else { continue }
                files.append(ArtifactFile(relativePath: path, treePath: treePath, blob: blob))
            }
        }
        return files.sorted { $0.relativePath < $1.relativePath }
    }
}

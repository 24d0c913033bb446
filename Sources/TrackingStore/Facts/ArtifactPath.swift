import TrackingEvents

/// Paths in the artifact tree: components joined by `/`, none of them empty, without a leading slash.
enum ArtifactPath {
    /// `a/b/c`, `a/b`, `a`, and the root, an empty path.
    static func andAncestors(of path: String) -> [String] {
        [path] + ancestors(of: path) + (path.isEmpty ? [] : [""])
    }

    /// `a/b`, `a` for `a/b/c`: the directories that the path needs.
    static func ancestors(of path: String) -> [String] {
        var found: [String] = []
        // By bytes: a slash with a combining accent is one character, and still a slash.
        var rest = Substring(path).utf8
        while let slash = rest.lastIndex(of: UInt8(ascii: "/")) {
            rest = rest[..<slash]
            found.append(String(Substring(rest)))
        }
        return found
    }

    /// The run or logged model that the path belongs to: `…/<run id>/artifacts/…` or `…/models/<model id>/artifacts/…`.
    static func owner(of path: String) -> EntityID? {
        let components = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
        for (index, component) in components.enumerated().dropFirst() where component == "artifacts" {
            let name = components[index - 1]
            if index >= 2, components[index - 2] == "models", name.hasPrefix("m-") {
                return .loggedModel(LoggedModelID(String(name)))
            }
            if isRunID(name) { return .run(RunID(String(name))) }
        }
        return nil
    }

    private static func isRunID(_ text: Substring) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

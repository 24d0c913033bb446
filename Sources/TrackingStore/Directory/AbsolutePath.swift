import Glibc

/// A path that means the same after the process has changed its directory.
enum AbsolutePath {
    /// `path` below the working directory, unless it begins at the root; without `./` in front and `/` at the end. Source: getcwd(3).
    static func text(of path: String) -> String {
        var rest = Substring(path)
        while rest.hasSuffix("/"), rest.count > 1 { rest = rest.dropLast() }
        if rest.hasPrefix("/") { return String(rest) }
        while rest.hasPrefix("./") { rest = rest.dropFirst(2).drop { $0 == "/" } }
        guard let buffer = getcwd(nil, 0) else { return String(rest) }
        defer { free(buffer) }
        let directory = String(cString: buffer)
        if rest.isEmpty || rest == "." { return directory }
        return directory == "/" ? "/" + rest : directory + "/" + rest
    }
}

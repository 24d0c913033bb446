/// Paths in the artifact tree, made safe.
///
/// A path is a relative, normal one: no empty, `.` or `..` segment, no `#`, backslash or control character, no drive letter, no `file:` URI; and
/// none of these may come out when percent-encoding is undone again and again.
enum ArtifactPath {
    /// The text that a piece of a request's path stands for, percent-decoded once. `+` is an ordinary character there.
    static func decoded(_ raw: String) throws(APIError) -> String {
        guard let path = String(validating: PercentEncoding.decoded(raw.utf8), as: UTF8.self) else { throw invalid }
        return path
    }

    /// The normal form of a path that came as text; the root is the empty string.
    static func checked(_ path: String, limits: APILimits) throws(APIError) -> String {
        guard path.utf8.count <= limits.maximumArtifactPathByteCount else { throw invalid }
        guard isSafe(Array(path.utf8)) else { throw invalid }
        let fully = PercentEncoding.fullyDecoded(path.utf8)
        guard isSafe(fully), String(validating: fully, as: UTF8.self) != nil else { throw invalid }
        // By bytes: a slash with a combining accent is one character, and still a slash.
        return path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }.filter { $0 != "." }.joined(separator: "/")
    }

    /// A path of a file: not the root, and not written as a directory.
    static func checkedFile(_ path: String, limits: APILimits) throws(APIError) -> String {
        let checked = try checked(path, limits: limits)
        guard !checked.isEmpty, path.utf8.last != UInt8(ascii: "/") else { throw invalid }
        return checked
    }

    static var invalid: APIError { .invalid("Invalid path") }

    private static func isSafe(_ path: [UInt8]) -> Bool {
        if path.first == UInt8(ascii: "/") || hasDriveLetter(path) || isFileURI(path) { return false }
        if path.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "\\") }) {
            return false
        }
        return !path.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    }

    private static func hasDriveLetter(_ path: [UInt8]) -> Bool {
        guard path.count >= 3, path[1] == UInt8(ascii: ":"), path[2] == UInt8(ascii: "/") else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(path[0] | 0x20)
    }

    private static func isFileURI(_ path: [UInt8]) -> Bool {
        String(decoding: path.prefix(5), as: UTF8.self).lowercased() == "file:"
    }
}

import ByteCoding

/// The names of a log's files. Specification: FileFormat, "Overview".
enum SegmentName {
    static let lock = "LOCK"
    static let temporarySuffix = ".tmp"
    /// Held by whoever rewrites sealed segments, beside the log's writer.
    static let rewritingLock = "LOCK.rewrite"
    static let rewritingSuffix = ".rewrite"

    /// `<first sequence number, 16 hexadecimal digits>.seg`
    static func segment(_ first: SequenceNumber) -> String { digits(first) + ".seg" }

    /// A file made before it gets the segment's name.
    static func temporary(_ first: SequenceNumber) -> String { segment(first) + temporarySuffix }

    /// A sealed segment made again, before it takes the old one's name.
    static func rewriting(_ first: SequenceNumber) -> String { segment(first) + rewritingSuffix }

    /// Where recovery saves a torn tail: `<digits>.torn-<n>`
    static func torn(_ first: SequenceNumber, number: Int) -> String { digits(first) + ".torn-\(number)" }

    /// The first sequence number that a segment's name gives; nil for any other file.
    static func first(ofSegment name: String) -> SequenceNumber? {
        guard name.hasSuffix(".seg"), name.utf8.count == 20 else { return nil }
        let text = name.prefix(16)
        guard text.utf8.allSatisfy({ $0 < UInt8(ascii: "A") || $0 > UInt8(ascii: "F") }), let bytes = Hexadecimal.bytes(of: text) else {
            return nil
        }
        return SequenceNumber(bytes.reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// The name that a file made as `path` has in the end; the same for any other file.
    static func final(of path: String) -> String {
        path.hasSuffix(".seg" + temporarySuffix) ? String(path.dropLast(temporarySuffix.count)) : path
    }

    /// Whether a closed log has no use for a file of this name: a lock, or what a crash left of a file being made.
    static func isAuxiliary(_ name: String) -> Bool {
        name == lock || name == rewritingLock || name.hasSuffix(".seg" + temporarySuffix) || name.hasSuffix(".seg" + rewritingSuffix)
    }

    /// Whether a writer or a rewriting is at work in the directory.
    static func isLocked(_ directory: String, _ storage: any LogStorage) throws(LogError) -> Bool {
        if try storage.isLocked(directory + "/" + lock) { return true }
        return try storage.isLocked(directory + "/" + rewritingLock)
    }

    /// Whether a file of this name goes into a pack with its log: a segment, or a torn tail that was saved aside.
    static func isPackable(_ name: String) -> Bool {
        if first(ofSegment: name) != nil { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasPrefix("torn-"), first(ofSegment: parts[0] + ".seg") != nil else { return false }
        let number = parts[1].dropFirst(5)
        return Int(number).map { $0 > 0 && "\($0)" == number } ?? false
    }

    private static func digits(_ first: SequenceNumber) -> String {
        Hexadecimal.text(of: (0..<8).map { UInt8(truncatingIfNeeded: first.rawValue >> (56 - 8 * $0)) })
    }
}

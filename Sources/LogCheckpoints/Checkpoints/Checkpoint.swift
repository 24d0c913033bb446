package import ContentHashing
package import SegmentLog

/// The head of a log's tree at some size, as a text to be signed. Specification: C2SP tlog-checkpoint, "Note text".
package struct Checkpoint: Hashable, Sendable {
    /// Names the log for ever: `cairn/log/<LogID>` for one of ours.
    package var origin: String
    /// The number of records.
    package var size: UInt64
    /// The RFC 6962 root over them.
    package var root: Digest
    /// Lines that whoever signed added; opaque, not empty. Cairn adds none.
    package var extensionLines: [String]

    private static let originPrefix = "cairn/log/"

    package init(log: LogID, size: UInt64, root: Digest) {
        origin = Self.origin(of: log)
        self.size = size
        self.root = root
        extensionLines = []
    }

    /// The origin, and the name under which a log's own key signs.
    package static func origin(of log: LogID) -> String { originPrefix + log.description }

    /// The log that the origin names; nil when it is not one of a Cairn log.
    package var logID: LogID? {
        guard origin.utf8.starts(with: Self.originPrefix.utf8), let log = LogID(origin.dropFirst(Self.originPrefix.count)) else {
            return nil
        }
        return Self.origin(of: log) == origin ? log : nil
    }

    package var text: String {
        ([origin, String(size), Base64.text(of: root.bytes)] + extensionLines).map { $0 + "\n" }.joined()
    }

    /// Reads the text of a note.
    package init(decoding text: [UInt8]) throws(NoteDecodingError) {
        guard text.count <= SignedNote.byteCountMax else {
            throw NoteDecodingError(at: SignedNote.byteCountMax, "the checkpoint is too long")
        }
        var lines = NoteLines(text[...])
        origin = try Self.nextText(&lines, "the origin")
        size = try lines.nextNumber("the tree size")
        root = try lines.nextDigest("the root hash")
        extensionLines = []
        while !lines.isAtEnd { extensionLines.append(try Self.nextText(&lines, "an extension line")) }
    }

    /// A line that is neither empty nor anything that may not stand in a note.
    private static func nextText(_ lines: inout NoteLines, _ what: String) throws(NoteDecodingError) -> String {
        let start = lines.byteOffset
        guard let line = String(validating: try lines.next(what), as: UTF8.self), !line.isEmpty, SignedNote.firstForbidden(in: line) == nil
        else { throw NoteDecodingError(at: start, "\(what) is empty, or is not UTF-8 without control characters") }
        return line
    }
}

extension Checkpoint {
    /// How much of its log it vouches for.
    package var extent: LogExtent { LogExtent(size: size, root: root) }
}

import ContentHashing

/// Takes bytes apart into lines, and remembers where it is.
struct NoteLines {
    private let bytes: ArraySlice<UInt8>
    /// In bytes from the start of `bytes`: where the next line begins.
    private(set) var byteOffset = 0

    static let newline = UInt8(ascii: "\n")

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { byteOffset == bytes.count }
    /// What was not read yet.
    var rest: ArraySlice<UInt8> { bytes.dropFirst(byteOffset) }

    /// The next line, without its newline; a last line without one is an error.
    mutating func next(_ what: String) throws(NoteDecodingError) -> ArraySlice<UInt8> {
        guard !isAtEnd else { throw NoteDecodingError(at: byteOffset, "\(what) is missing") }
        guard let end = rest.firstIndex(of: Self.newline) else {
            throw NoteDecodingError(at: byteOffset, "\(what) does not end in a newline")
        }
        let line = rest[..<end]
        byteOffset += line.count + 1
        return line
    }

    /// The next line is a decimal number: no sign, no leading zeros, at most 2^64 - 1.
    mutating func nextNumber(_ what: String, after prefix: String = "") throws(NoteDecodingError) -> UInt64 {
        let start = byteOffset
        let line = try next(what)
        guard line.starts(with: prefix.utf8), let number = Self.number(line.dropFirst(prefix.utf8.count)) else {
            throw NoteDecodingError(at: start, "\(what) is no decimal number that fits 64 bits")
        }
        return number
    }

    /// The next line is Base 64 of exactly 32 bytes.
    mutating func nextDigest(_ what: String) throws(NoteDecodingError) -> Digest {
        let start = byteOffset
        guard let bytes = Base64.bytes(of: try next(what)), bytes.count == Digest.byteCount else {
            throw NoteDecodingError(at: start, "\(what) is not 32 bytes in Base 64")
        }
        return Digest(bytes: bytes)
    }

    /// The next lines are a proof's path, a hash each, and a blank line.
    mutating func nextPath(countMax: Int) throws(NoteDecodingError) -> [Digest] {
        var path: [Digest] = []
        while rest.first != Self.newline {
            guard path.count < countMax else { throw NoteDecodingError(at: byteOffset, "a path has at most \(countMax) hashes") }
            path.append(try nextDigest("a hash of the path"))
        }
        _ = try next("the blank line before the checkpoint")
        return path
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard let first = digits.first, digits.count == 1 || first != UInt8(ascii: "0") else { return nil }
        var number: UInt64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            let (shifted, overflows) = number.multipliedReportingOverflow(by: 10)
            let (sum, exceeds) = shifted.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
            if overflows || exceeds { return nil }
            number = sum
        }
        return number
    }
}

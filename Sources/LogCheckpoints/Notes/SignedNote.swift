/// A text signed by one or more keys. Signatures of keys that nobody here knows are kept as they are.
///
/// What was read is nobody's word until `verify` has found a signature of a known key. Specification: C2SP signed-note.
package struct SignedNote: Hashable, Sendable {
    /// Ends in a newline, which is signed with it. Valid UTF-8 without control characters other than newlines.
    package let text: String
    /// In the note's order; not empty.
    package private(set) var signatures: [NoteSignature]

    /// The longest note that is read: room for the 16 large signatures that the specification asks for, and more.
    package static let byteCountMax = 256 << 10
    /// The most signature lines that are read.
    package static let signatureCountMax = 100

    /// Signs `text`. Whoever calls answers for its being true, and durable.
    ///
    /// - Precondition: `text` may stand in a note: it ends in a newline and has no other control characters.
    /// - Parameter name: what the key is called in notes.
    init(signing text: String, with key: StoreKey, named name: String) throws(StoreKeyError) {
        precondition(text.utf8.last == NoteLines.newline && Self.firstForbidden(in: text) == nil, "this text may not stand in a note")
        guard let verifier = VerifierKey(name: name, publicKey: key.publicKey) else {
            preconditionFailure("a key may not be called \(name)")
        }
        self.text = text
        signatures = [NoteSignature(name: name, keyID: verifier.keyID, bytes: try key.sign(Array(text.utf8)))]
    }

    /// Reads a note. Nothing of it is verified.
    package init(decoding bytes: [UInt8]) throws(NoteDecodingError) { try self.init(decoding: bytes[...]) }

    init(decoding bytes: ArraySlice<UInt8>) throws(NoteDecodingError) {
        guard bytes.count <= Self.byteCountMax else {
            throw NoteDecodingError(at: Self.byteCountMax, "the note is longer than \(Self.byteCountMax) bytes")
        }
        guard let whole = String(validating: bytes, as: UTF8.self) else { throw NoteDecodingError(at: 0, "the note is not valid UTF-8") }
        if let forbidden = Self.firstForbidden(in: whole) {
            throw NoteDecodingError(at: forbidden, "a control character stands in the note")
        }
        guard let blank = Self.lastBlankLine(in: bytes) else {
            throw NoteDecodingError(at: 0, "no blank line divides a text from its signatures")
        }
        text = String(decoding: bytes[..<blank], as: UTF8.self)
        signatures = []
        var lines = NoteLines(bytes[(blank + 1)...])
        repeat {
            let start = blank + 1 - bytes.startIndex + lines.byteOffset
            let line = try Self.moved(start - lines.byteOffset) { () throws(NoteDecodingError) in try lines.next("a signature line") }
            guard signatures.count < Self.signatureCountMax else {
                throw NoteDecodingError(at: start, "the note has more than \(Self.signatureCountMax) signatures")
            }
            signatures.append(try Self.moved(start) { () throws(NoteDecodingError) in try NoteSignature(line: line) })
        } while !lines.isAtEnd
    }

    /// The note as it is stored and sent. What was read comes back byte for byte.
    package var bytes: [UInt8] { Array((text + "\n" + signatures.map { $0.line + "\n" }.joined()).utf8) }

    /// The keys among `keys` that signed the text; the others' signatures are ignored.
    ///
    /// - Throws: `invalidSignature` when a line names a known key that did not make it: the note is to be rejected whole.
    ///   `unsigned` when no known key signed.
    @discardableResult
    package func verify(_ keys: [VerifierKey]) throws(NoteVerificationError) -> [VerifierKey] {
        var signers: [VerifierKey] = []
        for signature in signatures {
            // Two keys of one name may share the short ID; either may have signed.
            let named = keys.filter { signature.isNamed(like: $0) }
            if named.isEmpty { continue }
            guard let signer = named.first(where: { $0.verifies(signature.bytes, of: Array(text.utf8)) }) else {
                throw .invalidSignature(name: signature.name)
            }
            if !signers.contains(signer) { signers.append(signer) }
        }
        guard !signers.isEmpty else { throw .unsigned(names: signatures.map(\.name)) }
        return signers
    }

    /// Adds the signatures that `other`, a note of the same text, has besides.
    mutating func add(signaturesOf other: SignedNote) {
        guard other.text.utf8.elementsEqual(text.utf8) else { return }
        for signature in other.signatures where !signatures.contains(signature) && signatures.count < Self.signatureCountMax {
            signatures.append(signature)
        }
    }

    /// Where the first character stands that may not, in bytes.
    static func firstForbidden(in text: String) -> Int? {
        text.utf8.enumerated().first { $0.element < 0x20 && $0.element != NoteLines.newline }?.offset
    }

    /// The index of the second of the last two newlines that stand together.
    private static func lastBlankLine(in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.indices.dropFirst().last { bytes[$0] == NoteLines.newline && bytes[$0 - 1] == NoteLines.newline }
    }

    private static func moved<Result>(
        _ byteOffset: Int, _ body: () throws(NoteDecodingError) -> Result
    ) throws(NoteDecodingError) -> Result {
        do throws(NoteDecodingError) { return try body() } catch { throw error.moved(by: byteOffset) }
    }
}

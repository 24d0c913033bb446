/// One signature line of a note, whoever made it.
package struct NoteSignature: Hashable, Sendable {
    /// The name of the key that is said to have made it.
    package var name: String
    package var keyID: UInt32
    /// As the key's algorithm has it; 64 bytes for Ed25519.
    package var bytes: [UInt8]

    package init(name: String, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    /// Whether the line names this key. The key's ID is short: that says nothing about who signed.
    package func isNamed(like key: VerifierKey) -> Bool {
        keyID == key.keyID && name.utf8.elementsEqual(key.name.utf8)
    }

    private static let dash = Array("\u{2014} ".utf8)
    private static let space = UInt8(ascii: " ")

    /// `— <name> <Base 64 of key ID ‖ bytes>`
    var line: String {
        let number = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> UInt32(24 - 8 * $0)) }
        return "\u{2014} \(name) \(Base64.text(of: number + bytes))"
    }

    init(line: ArraySlice<UInt8>) throws(NoteDecodingError) {
        guard line.starts(with: Self.dash) else {
            throw NoteDecodingError(at: 0, "a signature line does not begin with an em dash and a space")
        }
        let parts = line.dropFirst(Self.dash.count)
        guard let space = parts.firstIndex(of: Self.space), let name = NoteKeyName.name(of: parts[..<space]) else {
            throw NoteDecodingError(at: Self.dash.count, "a signature line has no valid key name")
        }
        guard let signature = Base64.bytes(of: parts[(space + 1)...]), signature.count > 4 else {
            throw NoteDecodingError(at: space + 1 - line.startIndex, "a signature is not Base 64 of five bytes or more")
        }
        self.init(name: name, keyID: signature[..<4].reduce(0) { $0 << 8 | UInt32($1) }, bytes: Array(signature[4...]))
    }
}

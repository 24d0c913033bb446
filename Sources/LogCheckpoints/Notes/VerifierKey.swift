import ContentHashing

/// The public half of a key that signs notes, with the name it signs under: what a reader must have got from somewhere it trusts.
///
/// Ed25519 only. Specification: C2SP signed-note, "Verifier keys" and "Ed25519 signatures".
package struct VerifierKey: Hashable, Sendable {
    package let name: String
    /// 32 bytes.
    package let publicKey: [UInt8]
    /// The first four bytes, big-endian, of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key): tells the keys of one name apart, and proves nothing.
    package let keyID: UInt32

    private static let ed25519: UInt8 = 0x01
    /// The longest text that is read, in bytes.
    private static let textByteCountMax = NoteKeyName.byteCountMax + 64

    /// Nil when the name may not stand in a note or the key does not have 32 bytes.
    package init?(name: String, publicKey: [UInt8]) {
        guard NoteKeyName.isValid(name), publicKey.count == StoreKey.publicKeyByteCount else { return nil }
        self.name = name
        self.publicKey = publicKey
        let hash = SHA256.digest(Array(name.utf8) + [NoteLines.newline, Self.ed25519] + publicKey)
        keyID = hash.bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads `<name>+<key ID, 8 hexadecimal digits>+<Base 64 of 0x01 ‖ public key>`.
    package init(_ text: String) throws(NoteDecodingError) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.textByteCountMax else {
            throw NoteDecodingError(at: Self.textByteCountMax, "a verifier key is not as long as that")
        }
        let parts = bytes.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw NoteDecodingError(at: 0, "a verifier key is <name>+<key ID>+<key>, this has no three parts") }
        guard let name = NoteKeyName.name(of: parts[0]) else {
            throw NoteDecodingError(at: 0, "the name is empty, or has a space or a control character")
        }
        guard let material = Base64.bytes(of: parts[2]), material.first == Self.ed25519,
            let key = VerifierKey(name: name, publicKey: Array(material.dropFirst()))
        else { throw NoteDecodingError(at: parts[2].startIndex, "the key is not 0x01 and the 32 bytes of an Ed25519 key, in Base 64") }
        guard Hexadecimal32.text(of: key.keyID).utf8.elementsEqual(parts[1]) else {
            throw NoteDecodingError(
                at: parts[1].startIndex,
                "the key ID is not that of name and key, \(Hexadecimal32.text(of: key.keyID)); something was mistyped")
        }
        self = key
    }

    /// Whether the key made `signature` over the note's text.
    func verifies(_ signature: [UInt8], of text: [UInt8]) -> Bool {
        StoreKey.isValid(signature: signature, for: text, publicKey: publicKey)
    }
}

extension VerifierKey: CustomStringConvertible {
    /// The text that `init(_:)` reads.
    package var description: String { "\(name)+\(Hexadecimal32.text(of: keyID))+\(Base64.text(of: [Self.ed25519] + publicKey))" }
}

/// A 32-bit number as eight lower-case hexadecimal digits.
private enum Hexadecimal32 {
    static func text(of number: UInt32) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

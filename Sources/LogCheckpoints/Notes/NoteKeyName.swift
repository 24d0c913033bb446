/// The rules for a key's name in notes. Specification: C2SP signed-note, "Format".
enum NoteKeyName {
    /// The longest name that is read or made, in bytes; the specification has no limit.
    static let byteCountMax = 512

    /// Not empty, valid UTF-8 without control characters, no Unicode space, no plus.
    static func isValid(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && name.utf8.count <= byteCountMax
            && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "+" && !$0.properties.isWhitespace }
    }

    /// The name that these bytes are; nil when they are none.
    static func name(of bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.count <= byteCountMax, let name = String(validating: bytes, as: UTF8.self), isValid(name) else { return nil }
        return name
    }
}

/// Why bytes are no JSON that this server takes: what is wrong, and at which byte.
package struct JSONReadingError: Error, Hashable, Sendable {
    package enum Problem: Hashable, Sendable {
        case unexpectedEnd
        case unexpectedByte(UInt8)
        case trailingBytes
        case tooDeep(limit: Int)
        case tooManyValues(limit: Int)
        case tooLong(limit: Int)
        case duplicateKey(String)
        case malformedNumber
        case malformedEscape
        case loneSurrogate
        case nulCharacter
        case controlCharacter
        case invalidUTF8
    }

    package var problem: Problem
    /// Offset of the offending byte from the start of the text.
    package var offset: Int
}

extension JSONReadingError: CustomStringConvertible {
    package var description: String { "\(problem) at byte \(offset)" }
}

extension JSONReadingError.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte(let byte): "unexpected byte \(Self.shown(byte))"
        case .trailingBytes: "something follows the value"
        case .tooDeep(let limit): "arrays and objects are nested deeper than \(limit)"
        case .tooManyValues(let limit): "there are more than \(limit) values"
        case .tooLong(let limit): "the text is longer than \(limit) bytes"
        case .duplicateKey(let key): "the key '\(key.prefix(100))' appears twice in one object"
        case .malformedNumber: "malformed number"
        case .malformedEscape: "malformed escape"
        case .loneSurrogate: "half of a surrogate pair"
        case .nulCharacter: "a NUL character"
        case .controlCharacter: "an unescaped control character"
        case .invalidUTF8: "the text is not UTF-8"
        }
    }

    private static func shown(_ byte: UInt8) -> String {
        (0x21...0x7E).contains(byte) ? "'\(Character(UnicodeScalar(byte)))'" : String(byte)
    }
}

// What may stand between the quotes of a string.

extension JSONReader {
    /// Checks a string's content from `offset` to its closing quote, where `offset` stays; says whether it holds escapes.
    mutating func skipStringContent(_ text: Span<UInt8>) throws(JSONReadingError) -> Bool {
        var hasEscapes = false
        while offset < text.count {
            let byte = text[offset]
            if byte >= 0x80 {
                try skipMultibyteScalar(text)
            } else if byte == UInt8(ascii: "\"") {
                return hasEscapes
            } else if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                try skipEscape(text)
            } else if byte < 0x20 {
                throw error(byte == 0 ? .nulCharacter : .controlCharacter)
            } else {
                offset += 1
            }
        }
        throw error(.unexpectedEnd)
    }

    private mutating func skipEscape(_ text: Span<UInt8>) throws(JSONReadingError) {
        guard offset + 1 < text.count else { throw error(.unexpectedEnd) }
        switch text[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset += 2
        case UInt8(ascii: "u"): try skipUnicodeEscape(text)
        default: throw error(.malformedEscape)
        }
    }

    private mutating func skipUnicodeEscape(_ text: Span<UInt8>) throws(JSONReadingError) {
        guard let unit = JSONText.codeUnit(text, at: offset) else { throw error(.malformedEscape) }
        switch unit {
        case 0: throw error(.nulCharacter)
        case 0xD800..<0xDC00:
            guard let low = JSONText.codeUnit(text, at: offset + 6), (0xDC00..<0xE000).contains(low) else {
                throw error(.loneSurrogate)
            }
            offset += 12
        case 0xDC00..<0xE000: throw error(.loneSurrogate)
        default: offset += 6
        }
    }

    /// One scalar of two to four bytes, by table 3-7 of the Unicode standard.
    private mutating func skipMultibyteScalar(_ text: Span<UInt8>) throws(JSONReadingError) {
        let byteCount: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch text[offset] {
        case 0xC2...0xDF: byteCount = 2
        case 0xE0: (byteCount, second) = (3, 0xA0...0xBF)
        case 0xED: (byteCount, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: byteCount = 3
        case 0xF0: (byteCount, second) = (4, 0x90...0xBF)
        case 0xF4: (byteCount, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: byteCount = 4
        default: throw error(.invalidUTF8)
        }
        guard offset + byteCount <= text.count, second.contains(text[offset + 1]) else { throw error(.invalidUTF8) }
        for place in 2..<max(byteCount, 2) where text[offset + place] & 0xC0 != 0x80 { throw error(.invalidUTF8) }
        offset += byteCount
    }
}

/// The content of a string, with its escapes undone. Only for strings that a `JSONReader` has checked.
enum JSONText {
    /// The UTF-8 bytes that the string node stands for.
    static func value(of node: JSONNode, in text: Span<UInt8>) -> [UInt8] {
        var value: [UInt8] = []
        let end = Int(node.end)
        value.reserveCapacity(end - Int(node.start))
        var offset = Int(node.start)
        while offset < end {
            let byte = text[offset]
            if byte == UInt8(ascii: "\\") {
                offset = appendEscape(at: offset, of: text, to: &value)
            } else {
                value.append(byte)
                offset += 1
            }
        }
        return value
    }

    /// The UTF-16 code unit of a `\uXXXX` at `offset`; nil when there is none.
    static func codeUnit(_ text: Span<UInt8>, at offset: Int) -> UInt32? {
        guard offset + 6 <= text.count else { return nil }
        guard text[offset] == UInt8(ascii: "\\"), text[offset + 1] == UInt8(ascii: "u") else { return nil }
        var unit: UInt32 = 0
        for place in 2..<6 {
            guard let digit = hexadecimalDigit(text[offset + place]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// Appends what the escape at `offset` stands for; returns the offset behind it.
    private static func appendEscape(at offset: Int, of text: Span<UInt8>, to value: inout [UInt8]) -> Int {
        switch text[offset + 1] {
        case UInt8(ascii: "b"): value.append(0x08)
        case UInt8(ascii: "f"): value.append(0x0C)
        case UInt8(ascii: "n"): value.append(0x0A)
        case UInt8(ascii: "r"): value.append(0x0D)
        case UInt8(ascii: "t"): value.append(0x09)
        case UInt8(ascii: "u"): return appendUnicodeEscape(at: offset, of: text, to: &value)
        case let byte: value.append(byte)
        }
        return offset + 2
    }

    private static func appendUnicodeEscape(at offset: Int, of text: Span<UInt8>, to value: inout [UInt8]) -> Int {
        let unit = codeUnit(text, at: offset) ?? 0xFFFD
        if (0xD800..<0xDC00).contains(unit), let low = codeUnit(text, at: offset + 6) {
            append(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00), to: &value)
            return offset + 12
        }
        append(unit, to: &value)
        return offset + 6
    }

    private static func append(_ scalar: UInt32, to value: inout [UInt8]) {
        for byte in String(UnicodeScalar(scalar) ?? "\u{FFFD}").utf8 { value.append(byte) }
    }
}

import Mustache

/// Escapes byte by byte.
///
/// Mustache's own HTML content type compares whole characters, and so lets a quote pass that a combining accent follows: to Swift that is one
/// character, to a browser it is the end of the attribute.
struct EscapedHTML: MustacheContentType {
    static let name = "CAIRN-HTML"

    func escapeText(_ text: String) -> String {
        guard text.utf8.contains(where: Self.isSpecial) else { return text }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            if let entity = Self.entity(for: byte) { escaped += entity.utf8 } else { escaped.append(byte) }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool { entity(for: byte) != nil }

    private static func entity(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        // U+0000 may not stand in HTML at all.
        case 0: "\u{FFFD}"
        default: nil
        }
    }
}

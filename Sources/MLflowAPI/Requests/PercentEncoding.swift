/// Percent-encoding (RFC 3986 section 2.1).
enum PercentEncoding {
    /// Undoes one layer. A percent sign that no two hexadecimal digits follow stays as it is.
    static func decoded(_ text: some Collection<UInt8>, plusIsSpace: Bool = false) -> [UInt8] {
        let text = Array(text)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), let byte = encodedByte(text, at: index) {
                decoded.append(byte)
                index += 3
            } else {
                decoded.append(plusIsSpace && text[index] == UInt8(ascii: "+") ? 0x20 : text[index])
                index += 1
            }
        }
        return decoded
    }

    /// Undoes layer after layer until nothing changes: what an attacker hid under however many of them.
    static func fullyDecoded(_ text: some Collection<UInt8>) -> [UInt8] {
        var current = Array(text)
        while current.contains(UInt8(ascii: "%")) {
            let next = decoded(current)
            if next.count == current.count { break }
            current = next
        }
        return current
    }

    /// Encodes everything but the unreserved characters and `kept`.
    static func encoded(_ text: String, keeping kept: String = "") -> String {
        var encoded: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            if isUnreserved(byte) || kept.utf8.contains(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func encodedByte(_ text: [UInt8], at index: Int) -> UInt8? {
        guard index + 2 < text.count else { return nil }
        guard let high = JSONText.hexadecimalDigit(text[index + 1]), let low = JSONText.hexadecimalDigit(text[index + 2])
        else { return nil }
        return UInt8(high << 4 | low)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

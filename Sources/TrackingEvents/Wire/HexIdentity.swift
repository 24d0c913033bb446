/// 32 lower-case hexadecimal digits as two numbers, and back: half the bytes of the text, and none on the heap.
struct HexIdentity: Hashable {
    var high: UInt64
    var low: UInt64

    static let digitCount = 32

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads `text` after `prefix`; nil unless exactly 32 lower-case digits follow, so that `text(prefix:)` always gives `text` back.
    init?(_ text: String, prefix: StaticString = "") {
        var text = text
        guard let words = text.withUTF8({ Self.words(in: $0, after: prefix) }) else { return nil }
        self.init(high: words.high, low: words.low)
    }

    /// The digits, after `prefix`.
    func text(prefix: StaticString = "") -> String {
        let prefixCount = prefix.utf8CodeUnitCount
        return String(unsafeUninitializedCapacity: prefixCount + Self.digitCount) { buffer in
            for place in 0..<prefixCount { buffer.initializeElement(at: place, to: prefix.utf8Start[place]) }
            for place in 0..<Self.digitCount {
                let word = place < 16 ? high : low
                let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (place % 16))) & 15
                buffer.initializeElement(at: prefixCount + place, to: Self.character(for: digit))
            }
            return prefixCount + Self.digitCount
        }
    }

    private static func words(in text: UnsafeBufferPointer<UInt8>, after prefix: StaticString) -> (high: UInt64, low: UInt64)? {
        let prefixCount = prefix.utf8CodeUnitCount
        guard text.count == prefixCount + digitCount else { return nil }
        for place in 0..<prefixCount where text[place] != prefix.utf8Start[place] { return nil }
        var words: (high: UInt64, low: UInt64) = (0, 0)
        for place in 0..<digitCount {
            guard let digit = value(of: text[prefixCount + place]) else { return nil }
            if place < 16 { words.high = words.high << 4 | digit } else { words.low = words.low << 4 | digit }
        }
        return words
    }

    private static func value(of character: UInt8) -> UInt64? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(character - UInt8(ascii: "a") + 10)
        default: nil
        }
    }

    private static func character(for digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}

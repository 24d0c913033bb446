/// Patterns of LIKE: `%` stands for any run of characters, `_` for one, everything else for itself; the whole value has to match.
///
/// Works on UTF-8. Time grows with the value's length, plus what a pattern makes it read again and again, which a budget bounds.
enum TextPattern {
    /// `text` with the letters of every script in one case, scalar by scalar.
    static func caseFolded(_ text: some StringProtocol) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.lowercased() }
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { folded.append(contentsOf: caseFolded(scalar)) }
        return String(folded)
    }

    private static func caseFolded(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        let upper = scalar.properties.uppercaseMapping.unicodeScalars
        // Letters whose upper case is several letters, like ß, stay one character.
        let base = upper.count == 1 ? upper.first! : scalar
        return base.properties.lowercaseMapping.unicodeScalars
    }

    /// - Parameter rereads: how many bytes may be read again; what was is taken off. Below zero, the answer is nil: not known.
    static func matches(
        _ value: UnsafeBufferPointer<UInt8>, _ pattern: UnsafeBufferPointer<UInt8>, rereads: inout Int
    ) -> Bool? {
        var valueIndex = 0
        var patternIndex = 0
        var retry: (valueIndex: Int, patternIndex: Int)?
        while valueIndex < value.count {
            if patternIndex < pattern.count, pattern[patternIndex] == UInt8(ascii: "%") {
                patternIndex += 1
                retry = (valueIndex, patternIndex)
            } else if patternIndex < pattern.count, pattern[patternIndex] == UInt8(ascii: "_") {
                patternIndex += 1
                valueIndex = endOfCharacter(in: value, at: valueIndex)
            } else if patternIndex < pattern.count, pattern[patternIndex] == value[valueIndex] {
                patternIndex += 1
                valueIndex += 1
            } else if let last = retry {
                rereads -= valueIndex - last.valueIndex
                guard rereads >= 0 else { return nil }
                // The last % takes one more character.
                valueIndex = endOfCharacter(in: value, at: last.valueIndex)
                patternIndex = last.patternIndex
                retry = (valueIndex, patternIndex)
            } else {
                return false
            }
        }
        return pattern[patternIndex...].allSatisfy { $0 == UInt8(ascii: "%") }
    }

    /// Where the character that begins at `index` ends: after its continuation bytes.
    private static func endOfCharacter(in value: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        var end = index + 1
        while end < value.count, value[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }
}

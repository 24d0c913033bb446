// Values as clients send them: numbers as text, names in two spellings.

extension JSONDocument {
    /// A whole number that fits 64 bits, written as a number or as a string.
    func integer(at index: Int) -> Int64? {
        switch kind(of: index) {
        case .number, .string: JSONNumber.integer(in: bytes.span, range(of: index))
        default: nil
        }
    }

    /// A number, written as a number, as a string, as a bare word, or as a boolean; infinities come out as the largest finite numbers.
    func double(at index: Int) -> Double? {
        switch kind(of: index) {
        case .number, .string:
            (JSONNumber.double(in: bytes.span, range(of: index)) ?? notFinite(at: index)).map(Self.clamped)
        case .notFinite: notFinite(at: index).map(Self.clamped)
        case .true: 1
        case .false: 0
        default: nil
        }
    }

    private func notFinite(at index: Int) -> Double? {
        switch String(decoding: bytes[range(of: index)], as: UTF8.self) {
        case "NaN": .nan
        case "Infinity": .infinity
        case "-Infinity": -.infinity
        default: nil
        }
    }

    private static func clamped(_ value: Double) -> Double {
        guard value.isInfinite else { return value }
        return value < 0 ? -.greatestFiniteMagnitude : .greatestFiniteMagnitude
    }

    /// Whether the key at `index` is `name`, given in snake_case, or its camelCase form.
    func key(_ index: Int, names name: String) -> Bool {
        guard !nodes[index].hasEscapes else { return Self.spells(string(at: index).utf8, name) }
        return Self.spells(bytes[range(of: index)], name)
    }

    private static func spells(_ key: some Collection<UInt8>, _ name: String) -> Bool {
        matches(key, name) || matchesCamelCase(key, name)
    }

    private static func matches(_ key: some Collection<UInt8>, _ name: String) -> Bool {
        key.count == name.utf8.count && key.elementsEqual(name.utf8)
    }

    private static func matchesCamelCase(_ key: some Collection<UInt8>, _ name: String) -> Bool {
        guard key.count < name.utf8.count else { return false }
        var letters = key.makeIterator()
        var isUpper = false
        for byte in name.utf8 {
            if byte == UInt8(ascii: "_") {
                isUpper = true
                continue
            }
            let isLetter = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
            guard letters.next() == (isUpper && isLetter ? byte - 0x20 : byte) else { return false }
            isUpper = false
        }
        return letters.next() == nil
    }
}

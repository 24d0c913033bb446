extension Span<UInt8> {
    /// The integer whose bytes begin at `offset`, least significant first.
    ///
    /// - Precondition: they lie inside the span.
    func littleEndian<Value: FixedWidthInteger & UnsignedInteger>(_ type: Value.Type, at offset: Int) -> Value {
        var value: Value = 0
        for place in 0..<MemoryLayout<Value>.size { value |= Value(self[offset + place]) << Value(8 * place) }
        return value
    }

    /// Whether every byte is zero.
    var isZero: Bool {
        for index in indices where self[index] != 0 { return false }
        return true
    }

    /// Whether `magic` stands at `offset`.
    func holds(_ magic: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, offset + magic.count <= count else { return false }
        for index in magic.indices where self[offset + index] != magic[index] { return false }
        return true
    }
}

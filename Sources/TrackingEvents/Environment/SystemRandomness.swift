/// The system's own source: getrandom(2) through Swift's `SystemRandomNumberGenerator`, fit for keys and nonces.
package struct SystemRandomness: Randomness {
    package init() {}

    package func bytes(count: Int) -> [UInt8] {
        precondition(count >= 0, "a count is not negative")
        var generator = SystemRandomNumberGenerator()
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            for start in stride(from: 0, to: count, by: 8) {
                var word = generator.next()
                for place in start..<min(start + 8, count) {
                    buffer.initializeElement(at: place, to: UInt8(truncatingIfNeeded: word))
                    word >>= 8
                }
            }
            initializedCount = count
        }
    }
}

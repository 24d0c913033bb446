extension LogID {
    /// 16 random bytes from the caller's generator, for a log without a key. The log itself makes no randomness.
    ///
    /// - Parameter generator: `SystemRandomNumberGenerator` outside of tests: two logs must never get the same identity.
    public static func random(using generator: inout some RandomNumberGenerator) -> LogID {
        LogID(high: generator.next(), low: generator.next())
    }
}

/// Where random bytes come from. Injected, so that a simulation can be repeated from its seed.
package protocol Randomness: Sendable {
    /// `count` bytes that nobody can guess, where the source is the system's.
    func bytes(count: Int) -> [UInt8]
}

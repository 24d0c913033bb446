/// Where the time comes from. Injected, so that a test or a simulation decides what time it is.
package protocol WallClock: Sendable {
    /// Milliseconds since the Unix epoch; may jump, backwards too.
    func nowMilliseconds() -> Int64
}

import Glibc

/// Waiting for something that happens soon.
enum Patience {
    /// Asks until `condition` holds, at most `seconds`; blocks. Returns how it ended.
    static func wait(seconds: Int = 10, until condition: () throws -> Bool) rethrows -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if try condition() { return true }
            usleep(5_000)
        }
        return try condition()
    }
}

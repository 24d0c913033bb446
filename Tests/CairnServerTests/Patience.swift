import Glibc

/// Waiting for something that happens soon.
enum Patience {
    /// Asks until `condition` holds, at most ten seconds; blocks.
    static func wait(until condition: () -> Bool) -> Bool {
        let end = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < end {
            if condition() { return true }
            usleep(5_000)
        }
        return condition()
    }
}

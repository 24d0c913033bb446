import Glibc

/// The machine's clock: clock_gettime(2), CLOCK_REALTIME.
package struct SystemWallClock: WallClock {
    package init() {}

    package func nowMilliseconds() -> Int64 {
        var now = timespec()
        let result = clock_gettime(CLOCK_REALTIME, &now)
        precondition(result == 0, "CLOCK_REALTIME exists on every Linux")
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }
}

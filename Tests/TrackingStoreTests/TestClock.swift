import Synchronization
import TrackingEvents

/// A clock that moves when it is told to.
final class TestClock: WallClock {
    private let now: Mutex<Int64>

    init(_ now: Int64 = 1_800_000_000_000) { self.now = Mutex(now) }

    func nowMilliseconds() -> Int64 { now.withLock { $0 } }
    func advance(milliseconds: Int64) { now.withLock { $0 += milliseconds } }
}

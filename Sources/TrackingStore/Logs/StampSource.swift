import Synchronization
import TrackingEvents

/// The hybrid clock of this process's logs: each stamp is greater than all given before, and than all observed.
final class StampSource: Sendable {
    private let clock = Mutex(HybridClock())

    func next(_ wallClockMilliseconds: Int64) -> HybridTimestamp {
        clock.withLock { $0.next(wallClockMilliseconds: wallClockMilliseconds) }
    }

    func observe(_ stamp: HybridTimestamp) { clock.withLock { $0.observe(stamp) } }
}

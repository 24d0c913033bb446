/// One writer's hybrid logical clock: follows the wall clock where that moves forward, and never falls behind what was observed.
///
/// A value type; whoever shares it between threads locks it. It is never capped: a stamp observed from a machine whose clock runs ahead is
/// followed, so that cause stays before effect. Source: Kulkarni et al., "Logical Physical Clocks and Consistent Snapshots in Globally
/// Distributed Databases", 2014; here physical and logical part are one 64-bit number, so a full counter carries into the milliseconds.
package struct HybridClock: Hashable, Sendable {
    /// The greatest stamp that was given out or observed.
    package private(set) var latest: HybridTimestamp

    package init(latest: HybridTimestamp = .zero) { self.latest = latest }

    /// The next stamp: greater than every stamp given out or observed before, and not before the wall clock.
    ///
    /// - Parameter wallClockMilliseconds: since the Unix epoch. A time before it counts as 0, one beyond 48 bits (the year 10889) as the last.
    ///
    /// At the very last stamp, which only a hostile record can bring about, the clock stands still: order within a log then rests on the
    /// sequence number, and nobody crashes.
    package mutating func next(wallClockMilliseconds: Int64) -> HybridTimestamp {
        let milliseconds = min(max(wallClockMilliseconds, 0), Int64(HybridTimestamp.maximumMilliseconds))
        let now = HybridTimestamp(milliseconds: UInt64(milliseconds), counter: 0)
        let (successor, isExhausted) = latest.rawValue.addingReportingOverflow(1)
        latest = max(now, isExhausted ? latest : HybridTimestamp(rawValue: successor))
        return latest
    }

    /// Notes a stamp of somebody else: every stamp given out from now on is greater.
    package mutating func observe(_ stamp: HybridTimestamp) { latest = max(latest, stamp) }
}

import Testing
import TrackingEvents

@Suite struct HybridClockTests {
    @Test func followsTheWallClockThatMovesOn() {
        var clock = HybridClock()
        #expect(clock.next(wallClockMilliseconds: 1_000) == HybridTimestamp(milliseconds: 1_000, counter: 0))
        #expect(clock.next(wallClockMilliseconds: 1_001) == HybridTimestamp(milliseconds: 1_001, counter: 0))
    }

    @Test func risesWhileTheWallClockStandsOrFallsBack() {
        var clock = HybridClock()
        let stamps = [1_000, 1_000, 400, -5, Int64.min].map { clock.next(wallClockMilliseconds: $0) }
        #expect(stamps.map(\.milliseconds) == [1_000, 1_000, 1_000, 1_000, 1_000])
        #expect(stamps.map(\.counter) == [0, 1, 2, 3, 4])
    }

    @Test func fullCounterCarriesIntoTheMilliseconds() {
        var clock = HybridClock(latest: HybridTimestamp(milliseconds: 1_000, counter: .max))
        #expect(clock.next(wallClockMilliseconds: 1_000) == HybridTimestamp(milliseconds: 1_001, counter: 0))
        #expect(clock.next(wallClockMilliseconds: 1_001) == HybridTimestamp(milliseconds: 1_001, counter: 1))
    }

    @Test func nextStampIsGreaterThanAnythingObserved() {
        var clock = HybridClock()
        let fromAnotherYear = HybridTimestamp(milliseconds: 9_000_000_000_000, counter: 3)
        clock.observe(fromAnotherYear)
        clock.observe(HybridTimestamp(milliseconds: 5, counter: 5))
        #expect(clock.next(wallClockMilliseconds: 1_000) == HybridTimestamp(milliseconds: 9_000_000_000_000, counter: 4))
    }

    @Test func lastStampOfAllIsNoCrash() {
        var clock = HybridClock()
        clock.observe(HybridTimestamp(rawValue: .max))
        #expect(clock.next(wallClockMilliseconds: 1_000) == HybridTimestamp(rawValue: .max))
        #expect(HybridClock().latest == .zero)
    }

    @Test func wallClockBeyond48BitsCountsAsTheLastMillisecond() {
        var clock = HybridClock()
        #expect(clock.next(wallClockMilliseconds: .max).milliseconds == HybridTimestamp.maximumMilliseconds)
    }

    @Test func stampsOfTwoWritersThatTalkKeepCauseBeforeEffect() {
        var random = SplitMix64(seed: 11)
        var clocks = [HybridClock(), HybridClock()]
        var last = HybridTimestamp.zero
        for _ in 0..<1_000 {
            let writer = Int.random(in: 0...1, using: &random)
            clocks[writer].observe(last)
            let stamp = clocks[writer].next(wallClockMilliseconds: Int64.random(in: 0...5_000, using: &random))
            #expect(stamp > last)
            last = stamp
        }
    }
}

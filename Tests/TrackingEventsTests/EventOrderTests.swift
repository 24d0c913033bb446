import LogPositions
import Testing
import TrackingEvents

@Suite struct EventOrderTests {
    @Test func stampDecidesThenLogThenSequenceNumber() {
        func order(_ milliseconds: UInt64, _ log: UInt64, _ sequence: UInt64) -> EventOrder {
            EventOrder(
                stamp: HybridTimestamp(milliseconds: milliseconds, counter: 0),
                position: Position(log: LogID(high: 0, low: log), sequence: SequenceNumber(sequence)))
        }
        let rising = [order(1, 9, 9), order(2, 1, 9), order(2, 2, 0), order(2, 2, 1), order(3, 0, 0)]
        for (index, left) in rising.enumerated() {
            for (other, right) in rising.enumerated() { #expect((left < right) == (index < other)) }
        }
    }
}

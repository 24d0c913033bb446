import LogPositions
import Testing

struct PositionTests {
    let log = LogID(bytes: [UInt8](0x10..<0x20))

    @Test func logIDsReadAndWriteBytesAndText() {
        #expect(log.bytes == [UInt8](0x10..<0x20))
        #expect(log.high == 0x1011_1213_1415_1617)
        #expect(log.low == 0x1819_1a1b_1c1d_1e1f)
        #expect(log.description == "101112131415161718191a1b1c1d1e1f")
        #expect(LogID(log.description) == log)
        #expect(LogID(log.description.uppercased()) == log)
    }

    @Test(arguments: ["", "10", "101112131415161718191a1b1c1d1e", "101112131415161718191a1b1c1d1e1f20", "g01112131415161718191a1b1c1d1e1f"])
    func otherTextIsNoLogID(_ text: String) { #expect(LogID(text) == nil) }

    @Test(arguments: 0..<16) func logIDsAreOrderedByteByByte(_ place: Int) {
        var lower = [UInt8](repeating: 0x7f, count: 16)
        let higher = lower.indices.map { $0 < place ? 0x7f : $0 == place ? 0x80 : UInt8(0) }
        #expect(LogID(bytes: lower) < LogID(bytes: higher))
        lower[place] = 0x80
        #expect(place == 15 ? LogID(bytes: lower) == LogID(bytes: higher) : LogID(bytes: lower) > LogID(bytes: higher))
    }

    @Test(arguments: [0, 42, UInt64.max]) func positionTextRoundTrips(_ sequence: UInt64) {
        let position = Position(log: log, sequence: SequenceNumber(sequence))
        #expect(position.description == "101112131415161718191a1b1c1d1e1f/\(sequence)")
        #expect(Position(position.description) == position)
    }

    @Test(arguments: [
        "", "/", "/1", "101112131415161718191a1b1c1d1e1f", "101112131415161718191a1b1c1d1e1f/", "101112131415161718191a1b1c1d1e1f/-1",
        "101112131415161718191a1b1c1d1e1f/+1", "101112131415161718191a1b1c1d1e1f/01", "101112131415161718191a1b1c1d1e1f/1/2",
        "101112131415161718191a1b1c1d1e1f/18446744073709551616",
    ])
    func otherTextIsNoPosition(_ text: String) { #expect(Position(text) == nil) }

    @Test func positionsAreOrderedByLogThenPlace() {
        let other = LogID(high: log.high, low: log.low + 1)
        let inOrder = [
            Position(log: log, sequence: .zero), Position(log: log, sequence: SequenceNumber(9)),
            Position(log: other, sequence: SequenceNumber(1)),
        ]
        #expect(inOrder.reversed().sorted() == inOrder)
        #expect(SequenceNumber.zero.advanced(by: 9) == SequenceNumber(rawValue: 9))
    }
}

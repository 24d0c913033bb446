import LogPositions
import Testing

struct PositionTests {
    let log = LogID(bytes: [UInt8](0x10..<0x20))

    @Test func textRoundTrips() {
        let position = Position(log: log, sequence: SequenceNumber(42))
        #expect(position.description == "101112131415161718191a1b1c1d1e1f/42")
        #expect(Position(position.description) == position)
    }
}

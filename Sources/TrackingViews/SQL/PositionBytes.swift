import LogPositions
import TrackingEvents

/// Positions and places in the total order as bytes whose order, byte by byte, is the order of what they stand for.
enum PositionBytes {
    /// Log, then sequence number, big-endian: 24 bytes.
    static func bytes(of position: Position) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        append(position, to: &bytes)
        return bytes
    }

    /// Stamp, log, sequence number: 32 bytes.
    static func bytes(of order: EventOrder) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        append(order.stamp.rawValue, to: &bytes)
        append(order.position, to: &bytes)
        return bytes
    }

    /// The position at the end of what either function above gave.
    static func position(of bytes: [UInt8]) -> Position {
        let last = Array(bytes.suffix(24))
        let sequence = last[16...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Position(log: LogID(bytes: Array(last[..<16])), sequence: SequenceNumber(sequence))
    }

    private static func append(_ position: Position, to bytes: inout [UInt8]) {
        append(position.log.high, to: &bytes)
        append(position.log.low, to: &bytes)
        append(position.sequence.rawValue, to: &bytes)
    }

    private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
    }
}

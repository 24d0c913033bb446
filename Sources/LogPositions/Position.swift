/// Where a record lies: its log and its place there. One position has one content, for ever.
public struct Position: Hashable, Sendable {
    public var log: LogID
    public var sequence: SequenceNumber

    public init(log: LogID, sequence: SequenceNumber) {
        self.log = log
        self.sequence = sequence
    }
}

extension Position: Comparable {
    public static func < (left: Position, right: Position) -> Bool {
        (left.log, left.sequence) < (right.log, right.sequence)
    }
}

extension Position: CustomStringConvertible {
    /// `<log in hex>/<sequence number>`
    public var description: String { "\(log)/\(sequence)" }

    /// Reads what `description` writes; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let log = LogID(parts[0]), let sequence = UInt64(parts[1]) else { return nil }
        // UInt64 also reads "+1" and "01": one position has one text.
        guard String(sequence) == parts[1] else { return nil }
        self.init(log: log, sequence: SequenceNumber(sequence))
    }
}

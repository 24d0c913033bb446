import ContentHashing

@testable import SegmentLog

/// Everything that a reader gives of a log, in order, up to where it fails.
struct LogReading {
    private(set) var records: [StoredRecord] = []
    private(set) var failure: LogError?
    /// The root over the records' leaves.
    private(set) var root = MerkleHash.emptyRoot

    init(_ storage: MemoryStorage) throws(FuzzFinding) {
        do throws(LogError) {
            let reader = try LogReader(directory: "log", storage: storage)
            try visit(reader)
        } catch {
            failure = error
        }
        guard failure?.code != .storageFailed else { throw FuzzFinding("an error of another kind: \(String(describing: failure))") }
        for (number, record) in records.enumerated() where record.position.sequence.rawValue != UInt64(number) {
            throw FuzzFinding("record \(record.position.sequence) is given where record \(number) ought to be")
        }
    }

    private mutating func visit(_ reader: LogReader) throws(LogError) {
        var records: [StoredRecord] = []
        var frontier = MerkleFrontier()
        // Damage is thrown after what is before it was visited, which counts.
        defer {
            self.records = records
            root = frontier.root
        }
        try reader.visit(from: .zero) { record in
            records.append(record.stored(in: reader.logID))
            frontier.append(record.leaf)
            return .continue
        }
        // Places behind whatever damage there is: only not to trap.
        for place: UInt64 in [0, 1, 5, 11, 1 << 40, .max] { _ = try? reader.record(at: SequenceNumber(place)) }
        _ = try? reader.visit(from: SequenceNumber(UInt64(records.count) + 1)) { _ in .continue }
        for place in [SequenceNumber(UInt64(records.count) / 2), SequenceNumber(.max)] {
            var follower = reader.follow(from: place)
            _ = try? follower.nextBatch()
        }
    }
}

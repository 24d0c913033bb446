import Testing

@testable import SegmentLog

/// What damage costs whoever looks at it.
@Suite("The cost of damage")
struct DamageCostTests {
    /// The blocks behind the damage are looked for one by one: that must not read the whole rest of the segment for each.
    @Test("A rotten beginning before thousands of small blocks is read a bounded number of times over")
    func rottenBeginning() throws {
        var segment = SampleLog.segment(SampleLog.options(), batches: Array(repeating: 1, count: 3_000), closes: false)
        // In the block after the first record's, which carries a watermark and no records.
        segment[200] ^= 1
        let storage = MemoryStorage([SampleLog.firstSegmentName: segment])
        let report = try LogRecovery.recover(directory: "log", storage: storage, mode: .readOnlyReport)
        #expect(report.row == .f)
        let verified = try LogVerification.verify(directory: "log", storage: storage)
        #expect(verified.recordCount == 3_000 && verified.damage.count == 1, "\(verified.recordCount) records; \(verified.damage)")
        #expect(try LogReader(directory: "log", storage: storage).deliverableEnd == SequenceNumber(3_000))
        #expect(storage.readByteCount < 200 * segment.count, "\(storage.readByteCount) bytes read of \(segment.count)")
    }

    @Test("No record has the last sequence number, and asking for it is no error")
    func lastSequenceNumber() throws {
        let segment = SampleLog.segment(SampleLog.options(), batches: [3], closes: true)
        let reader = try LogReader(directory: "log", storage: MemoryStorage([SampleLog.firstSegmentName: segment]))
        #expect(try reader.record(at: SequenceNumber(.max)) == nil)
        var follower = reader.follow(from: SequenceNumber(.max))
        #expect(try follower.nextBatch().isEmpty)
    }
}

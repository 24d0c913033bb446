import BlockCodec
import SegmentLog
import Testing

@Suite struct LogWriterTests {
    let directory = LogDirectory()
    let storage = FileStorage()
    var path: String { directory.path + "/log" }

    func create(_ options: LogOptions = LogOptions()) throws -> LogWriter {
        try LogWriter.create(in: path, identity: .random(.sample), options: options, storage: storage)
    }

    @Test func nothingIsOnDiskBeforeTheFirstAppend() throws {
        let log = try create()
        #expect(try storage.fileNames(in: path) == nil)
        try log.append([.numbered(0)])
        #expect(try storage.fileNames(in: path)?.sorted() == ["0000000000000000.seg", "LOCK"])
        try log.close()
    }

    @Test func whatWasAppendedIsReadBack() throws {
        let log = try create()
        for number in 0..<100 { #expect(try log.append([.numbered(number)]).sequence.rawValue == UInt64(number)) }
        #expect(log.durableEnd == SequenceNumber(100))
        let reader = try LogReader(directory: path, storage: storage)
        #expect(reader.deliverableEnd == SequenceNumber(100))
        #expect(try reader.heads() == (0..<100).map { "record \($0) " })
        try log.close()
        #expect(try LogReader(directory: path, storage: storage).heads().count == 100)
        #expect(try reader.record(at: SequenceNumber(42))?.body == LogRecord.numbered(42).body)
        #expect(try reader.record(at: SequenceNumber(100)) == nil)
    }

    @Test(arguments: BlockCodec.allCases, SegmentAlignment.allCases)
    func everyCodecAndAlignmentReadsBack(codec: BlockCodec, alignment: SegmentAlignment) throws {
        var options = LogOptions(label: Array("label".utf8))
        options.codec = codec
        options.alignment = alignment
        options.segmentByteCountTarget = 8192
        options.blockByteCountTarget = 500
        let log = try create(options)
        for start in stride(from: 0, to: 300, by: 30) { try log.append((start..<(start + 30)).map { .numbered($0, bodyByteCount: $0) }) }
        try log.close()
        let reader = try LogReader(directory: path, storage: storage)
        #expect(reader.label == Array("label".utf8))
        #expect(try reader.heads() == (0..<300).map { "record \($0) " })
        #expect(try reader.heads(from: SequenceNumber(155)).first == "record 155 ")
    }

    @Test func manyThreadsGetPlacesWithoutGaps() async throws {
        let log = try create()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<50 {
                        let submission = try log.submit([.numbered(task * 1000 + number), .numbered(task * 1000 + number)])
                        try await submission.ticket.durable()
                        #expect(submission.ticket.isDurable)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(log.durableEnd == SequenceNumber(800))
        let heads = try LogReader(directory: path, storage: storage).heads(trustedEnd: log.durableEnd)
        #expect(heads.count == 800)
        #expect(Set(heads).count == 400)
        #expect(stride(from: 0, to: 800, by: 2).allSatisfy { heads[$0] == heads[$0 + 1] })
        try log.close()
    }

    @Test func bothLevelsTogetherWhileSegmentsRoll() async throws {
        var options = LogOptions()
        options.segmentByteCountTarget = 3000
        options.maximumPendingByteCount = 2000
        options.keptMillisecondsMax = 1
        let log = try create(options)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<12 {
                group.addTask {
                    for number in 0..<40 {
                        let ticket = try log.submit([.numbered(task * 1000 + number, bodyByteCount: 120)]).ticket
                        switch task % 4 {
                        case 0: try keep(ticket)
                        case 1: try ticket.wait()
                        case 2: try await ticket.kept()
                        default: try await ticket.durable()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        try log.close()
        let report = try LogVerification.verify(directory: path, storage: storage)
        #expect(report.damage == [] && report.recordCount == 480 && report.isClosed)
        #expect(report.segmentCount > 3)
        #expect(Set(try LogReader(directory: path, storage: storage).heads()).count == 480)
    }

    /// Blocks, where a task would suspend.
    private func keep(_ ticket: CommitTicket) throws { try ticket.kept() }
}

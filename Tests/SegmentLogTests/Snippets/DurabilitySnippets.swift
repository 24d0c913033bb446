import LogSimulation
import SegmentLog
import Testing

// The code of the articles Durability and Embedding, compiled and run. Tools/tidy compares it with the articles.

@Suite struct DurabilitySnippets {
    let home = LogDirectory()

    @Test func aTicketTellsWhenItsBatchIsDurable() async throws {
        let log = try LogWriter.open(in: home.log, identity: .random(.sample))
        let record = LogRecord.numbered(0)
        // snippet: ticket
        let submission = try log.submit([record])  // has its place; nothing is written yet
        let answer = "queued at \(submission.first.sequence)"
        try await submission.ticket.durable()  // or: wait(), kept(), whenDurable { … }
        print(answer)
        // end
        #expect(submission.ticket.isDurable)
    }

    @Test func aWriterThatFailedIsLeftAndTheLogOpenedAgain() throws {
        let storage = SimulatedStorage()
        let directory = "log"
        var log = try LogWriter.create(in: directory, identity: .random(.sample), storage: storage)
        try log.append(.numbered(0))
        let record = LogRecord.numbered(1)
        storage.failCall(storage.callCount + 1)
        // snippet: reopen
        let place = log.nextSequenceNumber
        do {
            try log.append(record)
        } catch {
            print(error)  // file, offset, the system's reason, what to do
            try? log.close()
            log = try LogWriter.reopen(in: directory, storage: storage)
            // What was acknowledged is there. Whether `record` is, the log says now, and nothing changes it any more.
            if log.nextSequenceNumber == place { try log.append(record) }
        }
        // end
        #expect(try LogReader(directory: directory, storage: storage).heads() == ["record 0 ", "record 1 "])
    }

    @Test func aForkedChildLeavesItsParentsWriterAlone() throws {
        let log = try LogWriter.open(in: home.log, identity: .random(.sample))
        // snippet: forked
        // In the child, once:
        log.abandonInForkedChild()  // closes the inherited descriptors, writes nothing
        // end
        try log.append(.numbered(0))
    }

    @Test func optionsAreChosenByWhatTheRecordsAre() throws {
        // snippet: options
        var options = LogOptions(label: Array("sensor 7".utf8))
        options.codec = .none  // records that are compressed already
        options.hashesRecords = false  // no Merkle tree: less work for each record, and no proofs
        options.segmentByteCountTarget = 256 << 20
        options.maximumRecordByteCount = 1 << 20
        // end
        let log = try LogWriter.open(in: home.log, identity: .random(.sample), options: options)
        try log.append(.numbered(0))
        try log.close()
        #expect(try LogReader(directory: home.log).label == Array("sensor 7".utf8))
    }

    @Test func aSealedSegmentCanBeCopiedAway() throws {
        let log = try LogWriter.open(in: home.log, identity: .random(.sample))
        try log.append(.numbered(0))
        // snippet: seal
        try log.seal()  // the files that are there now never change again
        // end
        #expect(try home.segments() == ["0000000000000000.seg"])
    }
}

import SegmentLog
import Testing

// The code of the article GettingStarted, compiled and run. Tools/tidy compares it with the article.

@Suite struct GettingStartedSnippets {
    let home = LogDirectory()
    var directory: String { home.log }

    @Test func anOpenedLogIsWrittenReadFollowedAndVerified() async throws {
        // snippet: open
        var generator = SystemRandomNumberGenerator()
        let log = try LogWriter.open(in: directory, identity: .random(.random(using: &generator)))
        // end
        try await write(to: log)
        try read()
        #expect(try verify() == "12 records, intact")
        #expect(try follow() == 12)
        try recover()
    }

    @Test func theShortestProgramKeepsARecord() async throws {
        var bodies = 0
        // snippet: overview
        var generator = SystemRandomNumberGenerator()
        let log = try LogWriter.open(in: directory, identity: .random(.random(using: &generator)))
        let place = try await log.append(LogRecord(head: [], body: Array("hello".utf8)))  // on the disk when it returns

        let reader = try LogReader(directory: directory)
        try reader.visit(from: place.sequence) { record in
            bodies += record.body.count
            return .continue
        }
        // end
        #expect(bodies == 5)
    }

    private func write(to log: LogWriter) async throws {
        // snippet: append
        let position = try await log.append(LogRecord(head: [], body: Array("hello".utf8)))
        print(position.sequence)  // 0: its place, for ever
        // end
        #expect(position.sequence == .zero)

        // snippet: batch
        var batch = LogBatch()
        for number in 1...10 { batch.append(LogRecord(head: [1], body: Array("reading \(number)".utf8))) }
        try await log.append(batch)
        // end

        // snippet: kept
        try await log.append(LogRecord(head: [], body: Array("progress: 40 %".utf8)), durability: .kept)
        // end
        try finish(log)
    }

    private func finish(_ log: LogWriter) throws {
        // snippet: close
        try log.close()
        // end
    }

    private func read() throws {
        var seen = 0
        // snippet: visit
        let reader = try LogReader(directory: directory)
        try reader.visit(from: .zero) { record in
            // Spans into the decompressed block: valid in here, nothing was copied.
            seen += record.body.count
            return .continue
        }
        // end
        #expect(seen > 100)

        // snippet: records
        var records = reader.records(from: SequenceNumber(1), upTo: SequenceNumber(11))
        while let record = try records.next() {
            print(record.position.sequence, record.body?.count ?? 0)
        }
        // end
        #expect(try records.next() == nil)

        // snippet: lookup
        let fifth = try reader.record(at: SequenceNumber(5))
        // end
        #expect(fifth?.body == Array("reading 5".utf8))
    }

    private func follow() throws -> Int {
        let reader = try LogReader(directory: directory)
        var applied = 0
        func apply(_ record: StoredRecord) { applied += 1 }
        // snippet: follow
        var follower = reader.follow(from: .zero)
        func pass() throws {
            while true {
                let batch = try follower.nextBatch()
                if batch.isEmpty { return }
                for record in batch { apply(record) }
            }
        }
        try pass()  // and again whenever there may be more: on a timer, or when the writer says so
        // end
        return applied
    }

    private func verify() throws -> String {
        var verdict = ""
        // snippet: verify
        let report = try LogVerification.verify(directory: directory)
        if report.isIntact { verdict = "\(report.recordCount) records, intact" }
        for damage in report.damage { print(damage) }  // file, offset, what is wrong
        // end
        return verdict
    }

    private func recover() throws {
        // snippet: recover
        let report = try LogRecovery.recover(directory: directory, mode: .readOnlyReport)
        if let tail = report.tornTail { print("\(tail.byteCount) bytes in \(tail.file) were never acknowledged") }
        for damage in report.damage { print(damage) }
        // end
        #expect(report.row == .b && report.end == SequenceNumber(12))
    }
}

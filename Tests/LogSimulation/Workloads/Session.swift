package import SegmentLog

/// One workload at work: opens its logs and keeps the accounts of them.
package final class Session {
    private let workload: Workload
    package let storage: SimulatedStorage
    /// By mark.
    private(set) var accounts: [[Account]]
    private(set) var violation: String?
    private var life = 0

    init(_ workload: Workload, _ storage: SimulatedStorage) {
        self.workload = workload
        self.storage = storage
        accounts = [workload.logs.map { _ in Account() }]
    }

    func complain(_ message: String) { violation = violation ?? message }

    private func note(_ log: Int, _ change: (inout Account) -> Void) {
        var now = accounts[accounts.count - 1]
        change(&now[log])
        accounts.append(now)
        storage.mark(accounts.count - 1)
    }

    /// Creates the log, or recovers and continues what a life before this one left of it.
    package func open(_ log: Int = 0) throws(LogError) -> LogWriter {
        let found = workload.logs[log]
        life += 1
        let names = try storage.fileNames(in: found.directory) ?? []
        guard names.contains(where: { $0.hasSuffix(".seg") }) else {
            try checkContinuation(log, from: 0)
            return try LogWriter.create(in: found.directory, identity: found.identity, options: found.options, storage: storage)
        }
        let writer = try LogWriter.reopen(in: found.directory, options: found.options, storage: storage)
        try checkContinuation(log, from: Int(writer.nextSequenceNumber.rawValue))
        return writer
    }

    /// Creates the log or continues it, with the call that does either, and makes the directory at once.
    package func openAtOnce(_ log: Int = 0) throws(LogError) -> LogWriter {
        let found = workload.logs[log]
        life += 1
        let writer = try LogWriter.open(in: found.directory, identity: found.identity, options: found.options, storage: storage)
        try checkContinuation(log, from: Int(writer.nextSequenceNumber.rawValue))
        return writer
    }

    private func checkContinuation(_ log: Int, from end: Int) throws(LogError) {
        let account = accounts[accounts.count - 1][log]
        guard end >= account.kept, account.batchEnds.contains(end) else {
            complain("log \(log) goes on at \(end); \(account.kept) records were kept, of \(account.records.count) submitted")
            throw LogError(.storageFailed, path: workload.logs[log].directory, message: "a violation ends the life")
        }
        note(log) { $0.continueFrom(end) }
    }

    /// The next batch of a log, which nobody has submitted before.
    private func batch(_ log: Int, count: Int, bodyByteCount: Int) -> [LogRecord] {
        let first = accounts[accounts.count - 1][log].records.count
        var numbers = SeededNumbers(seed: UInt64(first + 1000 * life + 1_000_000 * log))
        return (0..<count).map { index in
            // Half of the body repeats, so that codecs have something to do.
            let noise = (0..<(bodyByteCount / 2)).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
            let text = Array("record \(first + index) of life \(life) ".utf8)
            return LogRecord(head: text, body: noise + (0..<(bodyByteCount - noise.count)).map { text[$0 % text.count] })
        }
    }

    /// Appends a batch and waits for it.
    package func append(
        _ writer: LogWriter, _ log: Int = 0, count: Int, bodyByteCount: Int = 60, durability: Durability = .durable
    ) throws(LogError) {
        let batch = batch(log, count: count, bodyByteCount: bodyByteCount)
        note(log) { $0.submit(batch) }
        let end = accounts[accounts.count - 1][log].records.count
        try writer.append(batch, durability: durability)
        note(log) { durability == .durable ? $0.acknowledge(end) : $0.keep(end) }
    }

    /// Submits a batch, and says where it ends.
    package func submit(
        _ writer: LogWriter, _ log: Int = 0, count: Int, bodyByteCount: Int = 60
    ) throws(LogError) -> (ticket: CommitTicket, end: Int) {
        let batch = batch(log, count: count, bodyByteCount: bodyByteCount)
        note(log) { $0.submit(batch) }
        return (try writer.submit(batch).ticket, accounts[accounts.count - 1][log].records.count)
    }

    /// Waits until a submitted batch is durable.
    package func wait(_ submitted: (ticket: CommitTicket, end: Int), _ log: Int = 0) throws(LogError) {
        try submitted.ticket.wait()
        note(log) { $0.acknowledge(submitted.end) }
    }

    /// Closes, which makes everything submitted durable.
    package func close(_ writer: LogWriter, _ log: Int = 0) throws(LogError) {
        let end = accounts[accounts.count - 1][log].records.count
        try writer.close()
        note(log) { $0.acknowledge(end) }
    }

    /// Expects a refusal, which must change nothing.
    package func expect(_ code: LogError.Code, _ body: () throws -> Void) {
        do {
            try body()
            complain("\(code) was expected, and nothing was refused")
        } catch {
            if (error as? LogError)?.code != code && storage.faultCount == 0 { complain("\(code) was expected, not \(error)") }
        }
    }
}

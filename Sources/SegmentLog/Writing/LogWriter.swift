/// The one writer of a log.
///
/// Safe to use from any number of threads and tasks. The order in which `submit` returns places is the order in the log. A writer that goes
/// without `close` leaves its log as a crash would, except that what it kept is still made durable.
///
/// Specification of the files: FileFormat.
public final class LogWriter: Sendable {
    let core: WriterCore

    init(_ core: WriterCore) { self.core = core }

    deinit { core.stop() }

    public var logID: LogID { core.logID }
    /// The place that the next submitted record will get.
    public var nextSequenceNumber: SequenceNumber { core.next }
    /// Everything before it is durable.
    public var durableEnd: SequenceNumber { core.durable }
    /// What poisoned the writer; nil while it can be appended to.
    public var failure: LogError? { core.failure }

    /// Starts a new log. Nothing is on disk, not even the directory, before the first commit.
    ///
    /// - Parameter directory: its parent must exist by then.
    /// - Throws: `alreadyExists`, `invalidOption`, `signingFailed`.
    public static func create(
        in directory: String, identity: LogIdentity, options: LogOptions = LogOptions(), storage: any LogStorage = FileStorage()
    ) throws(LogError) -> LogWriter {
        try options.check(path: directory)
        let names = try storage.fileNames(in: directory) ?? []
        guard !names.contains(where: { SegmentName.first(ofSegment: $0) != nil }) else { throw logIsThere(directory) }
        return try started(directory, identity, options, storage, nil)
    }

    /// Recovers a log whose writer is gone and continues it, in a new segment.
    ///
    /// - Parameter options: label, alignment and hashing are taken from the log instead.
    /// - Throws: `writerIsAlive`, `damaged` (nothing is appended to a damaged log), `notALog`, `newerFormat`.
    public static func reopen(
        in directory: String, options: LogOptions = LogOptions(), storage: any LogStorage = FileStorage()
    ) throws(LogError) -> LogWriter {
        guard !(try LogReader.segmentFirsts(in: directory, storage)).isEmpty else { throw LogReader.noLog(directory) }
        let lock = try LogRecovery.takeLock(directory, storage)
        do throws(LogError) {
            return try continued(directory, options, storage, lock)
        } catch {
            lock.release()
            throw error
        }
    }

    /// Recovers the log, whose lock the caller holds, and goes on with it.
    static func continued(
        _ directory: String, _ options: LogOptions, _ storage: any LogStorage, _ lock: any LogLock
    ) throws(LogError) -> LogWriter {
        let report = try LogRecovery.secure(directory, storage, lock)
        if let damage = report.damage.first { throw LogError(damage) }
        let header = try LogRecovery.nextHeader(directory, storage)
        var options = options
        (options.label, options.alignment, options.hashesRecords) = (header.label, header.alignment, header.isHashed)
        try options.check(path: directory)
        let appender = SegmentAppender(directory: directory, storage: storage, options: options, header: header, lock: lock)
        return LogWriter(WriterCore(appender, logID: header.logID))
    }

    /// Whether a writer, in this process or another, holds the log's lock.
    public static func isWriterAlive(directory: String, storage: any LogStorage = FileStorage()) throws(LogError) -> Bool {
        try storage.isLocked(directory + "/" + SegmentName.lock)
    }

    /// Gives the batch its place. The batch is in the log whole or not at all.
    ///
    /// Blocks only while `LogOptions.maximumPendingByteCount` are not written yet. Submitting alone starts no commit: wait on the ticket, or flush.
    ///
    /// - Throws: `invalidBatch` (nothing happened), `closed`, `poisoned`, `forked`.
    public func submit(_ batch: LogBatch) throws(LogError) -> Submission { try core.submit(batch) }

    /// Gives the batch its place, like `submit` of a `LogBatch`.
    public func submit(_ batch: [LogRecord]) throws(LogError) -> Submission { try core.submit(LogBatch(batch)) }

    /// Submits the batch and waits.
    ///
    /// - Returns: the place of its first record.
    /// - Throws: like `submit`; and the environment's error when it could not be written or synced, after which the writer is poisoned.
    @discardableResult
    public func append(_ batch: LogBatch, durability: Durability = .durable) throws(LogError) -> Position {
        let submission = try submit(batch)
        switch durability {
        case .durable: try submission.ticket.wait()
        case .kept: try submission.ticket.kept()
        }
        return submission.first
    }

    /// Submits the batch and waits, like `append` of a `LogBatch`.
    @discardableResult
    public func append(_ batch: [LogRecord], durability: Durability = .durable) throws(LogError) -> Position {
        try append(LogBatch(batch), durability: durability)
    }

    /// Returns when everything submitted before is durable.
    public func flush() throws(LogError) {
        let (end, group) = core.submitted
        try core.waitUntilDurable(end, group: group)
    }

    /// Makes everything durable, writes and syncs a last watermark, seals the segment, gives the lock back. A second call waits for the first
    /// and does nothing.
    ///
    /// - Throws: the failure that poisoned the writer, now or earlier; the lock is given back nevertheless.
    public func close() throws(LogError) { try core.close() }

    /// Closes the descriptors that a forked child inherited, and writes nothing: log and lock stay the parent's. Does nothing in the process that
    /// made the writer. Every other call in the child throws `forked`.
    public func abandonInForkedChild() { core.abandonInChild() }

    static func lockIsHeld(_ directory: String) -> LogError {
        LogError(.writerIsAlive, path: directory, message: "another writer is at work on this log; close it, or start a log of your own")
    }

    static func logIsThere(_ directory: String) -> LogError {
        LogError(.alreadyExists, path: directory, message: "there is a log already; reopen it, or choose another directory")
    }
}

extension LogOptions {
    /// Throws `invalidOption` for what the format cannot hold.
    func check(path: String) throws(LogError) {
        func require(_ condition: Bool, _ message: String) throws(LogError) {
            if !condition { throw LogError(.invalidOption, path: path, message: message) }
        }
        try require(
            label.count <= LogLimits.maximumLabelByteCount, "a label has at most \(LogLimits.maximumLabelByteCount) bytes; shorten it")
        try require(segmentByteCountTarget > 0, "segments need a target above zero")
        try require((1...LogLimits.maximumBlockByteCount).contains(blockByteCountTarget), "blocks need a target between 1 byte and 64 MiB")
        try require(
            (1...LogLimits.maximumRecordByteCount).contains(maximumRecordByteCount),
            "a record's maximum lies between 1 byte and 64 MiB - 64")
        try require(
            (1...LogLimits.maximumBatchByteCount).contains(maximumBatchByteCount), "a batch's maximum lies between 1 byte and 64 MiB")
        try require((0...100).contains(keptMillisecondsMax), "what is kept must be durable within 0 to 100 ms")
    }
}

extension SegmentHeader {
    /// The header of a new log's first segment.
    init(firstOf identity: LogIdentity, _ options: LogOptions, path: String) throws(LogError) {
        switch identity {
        case .random(let logID):
            self.init(
                logID: logID, label: options.label, isHashed: options.hashesRecords, isSigned: false, alignment: options.alignment)
        case .keyed(let publicKey, let randomBytes, let sign):
            guard publicKey.count == SignedOrigin.keyByteCount, randomBytes.count == SignedOrigin.randomByteCount else {
                throw LogError(.invalidOption, path: path, message: "a log's key and its random bytes have 32 bytes each")
            }
            self.init(
                logID: LogIdentity.derivedLogID(publicKey: publicKey, randomBytes: randomBytes), label: options.label,
                isHashed: options.hashesRecords, isSigned: true, alignment: options.alignment)
            let signed = signedBytes(publicKey: publicKey, randomBytes: randomBytes)
            origin = SignedOrigin(
                publicKey: publicKey, randomBytes: randomBytes, signature: try Self.signature(signed, sign, path: path), signedBytes: signed
            )
        }
    }

    private static func signature(_ bytes: [UInt8], _ sign: ([UInt8]) throws -> [UInt8], path: String) throws(LogError) -> [UInt8] {
        do {
            let signature = try sign(bytes)
            if signature.count == SignedOrigin.signatureByteCount { return signature }
        } catch {
            throw LogError(
                .signingFailed, path: path, message: "the log's first header could not be signed: \(error); check the store's key")
        }
        throw LogError(.signingFailed, path: path, message: "a signature has 64 bytes; check the store's key")
    }
}

extension LogWriter {
    /// Continues the log in `directory`, or starts one where there is none.
    ///
    /// Holds the log's lock from now on: of two processes that open one directory, one gets `writerIsAlive`. So the directory and its lock file are
    /// made at once; `create` leaves the disk alone until the first commit.
    ///
    /// - Parameters:
    ///   - directory: its parent must exist. One that holds other files, and no log, is refused: a wrong path must not become a log.
    ///   - identity: of a log that is started; the log's own is kept where there is one.
    ///   - options: label, alignment and hashing count for a log that is started; the log's own are kept where there is one.
    /// - Throws: `writerIsAlive`, `damaged` (nothing is appended to a damaged log), `notALog`, `newerFormat`, `invalidOption`, `signingFailed`, or the
    ///   environment's error.
    public static func open(
        in directory: String, identity: LogIdentity, options: LogOptions = LogOptions(), storage: any LogStorage = FileStorage()
    ) throws(LogError) -> LogWriter {
        try options.check(path: directory)
        let names = try storage.fileNames(in: directory) ?? []
        try refuseForeignFiles(names, directory)
        try storage.createDirectory(directory)
        let lock = try LogRecovery.takeLock(directory, storage)
        do throws(LogError) {
            // Under the lock: another process may have made a log in between.
            let isThere = !(try LogReader.segmentFirsts(in: directory, storage)).isEmpty
            return isThere
                ? try continued(directory, options, storage, lock) : try started(directory, identity, options, storage, lock)
        } catch {
            lock.release()
            throw error
        }
    }

    /// Begins a log that is not there.
    ///
    /// - Parameter lock: nil where it is taken with the first commit.
    static func started(
        _ directory: String, _ identity: LogIdentity, _ options: LogOptions, _ storage: any LogStorage, _ lock: (any LogLock)?
    ) throws(LogError) -> LogWriter {
        let header = try SegmentHeader(firstOf: identity, options, path: directory)
        let appender = SegmentAppender(directory: directory, storage: storage, options: options, header: header, lock: lock)
        return LogWriter(WriterCore(appender, logID: header.logID))
    }

    private static func refuseForeignFiles(_ names: [String], _ directory: String) throws(LogError) {
        if names.contains(where: { SegmentName.first(ofSegment: $0) != nil }) { return }
        // What a writer leaves that died before its first segment had its name.
        let foreign = names.filter { $0 != SegmentName.lock && !$0.hasSuffix(".seg" + SegmentName.temporarySuffix) }.min()
        guard let foreign else { return }
        throw LogError(
            .notALog, path: directory,
            message: "the directory holds other files (\(foreign)) and no log; choose one that is empty or not there yet")
    }
}

/// Makes the sealed segments of a log denser: the same records at the same places, with the same hashes and the same root, in fewer and better
/// compressed blocks.
///
/// Safe beside the log's writer and its readers. It touches no segment that a writer may still write to, and a reader that has the old file open goes on
/// reading it. Specification: FileFormat, "Rewriting".
public enum LogRewriting {
    /// Rewrites every sealed segment in `directory` that becomes smaller by it.
    ///
    /// A segment is read with every check first, and the new file is read back before it takes the old one's place; a segment in which anything is wrong is
    /// left as it is and reported. Calling again changes nothing: what has been rewritten is known by its blocks. (A segment that was tried and gained too
    /// little is tried again.)
    ///
    /// - Parameters:
    ///   - progress: called now and then with the number of bytes read so far and of all bytes.
    ///   - isCancelled: asked before each block; once it says true, the segment at work stays as it was.
    /// - Throws: `notALog`, `newerFormat`, `rewriterIsAlive`, `invalidOption`, or the environment's error; each segment is then as it was or as it was to
    ///   become, and it can be called again.
    public static func rewrite(
        directory: String, storage: any LogStorage, options: LogRewritingOptions = LogRewritingOptions(),
        progress: (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }, isCancelled: () -> Bool = { false }
    ) throws(LogError) -> LogRewritingReport {
        try options.check(path: directory)
        var pass = try LogRewritingPass(directory, storage, options)
        try pass.run(progress, isCancelled)
        return pass.report
    }

    /// Keeps every rewriter out of a log until the lock is released: for whoever moves a closed log elsewhere.
    ///
    /// - Throws: `rewriterIsAlive`, or the environment's error.
    public static func exclude(from directory: String, storage: any LogStorage) throws(LogError) -> any LogLock {
        if let lock = try storage.lock(directory + "/" + SegmentName.rewritingLock) { return lock }
        throw LogError(
            .rewriterIsAlive, path: directory, message: "another process is rewriting this log; let it finish, then run this again")
    }

    /// Removes what a rewriter that died has left, unless another is at work.
    ///
    /// - Parameter names: of the files in the directory.
    static func removeLeftovers(_ names: [String], in directory: String, _ storage: any LogStorage) throws(LogError) {
        let leftovers = names.filter { $0.hasSuffix(".seg" + SegmentName.rewritingSuffix) }
        guard !leftovers.isEmpty, let lock = try storage.lock(directory + "/" + SegmentName.rewritingLock) else { return }
        defer { release(lock, in: directory, storage) }
        for name in leftovers { try storage.removeFile(directory + "/" + name) }
    }

    /// Gives the lock back and removes its file, in this order of effects: who finds the file gone makes another, and only then can lock it.
    static func release(_ lock: any LogLock, in directory: String, _ storage: any LogStorage) {
        // A file that stays does no harm.
        try? storage.removeFile(directory + "/" + SegmentName.rewritingLock)
        lock.release()
    }
}

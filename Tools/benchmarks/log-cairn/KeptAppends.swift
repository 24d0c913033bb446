import Glibc
import SegmentLog

/// Batches one after the other, by one thread, each kept (written, not synced) before the next is made.
struct KeptAppends {
    private let options: BenchmarkOptions

    init(_ options: BenchmarkOptions) { self.options = options }

    func run() throws {
        let records = RecordFile(options.records)
        let count = options.count ?? records.count
        let ranges = stride(from: 0, to: count, by: options.batch).map { $0..<min(count, $0 + options.batch) }
        let writer = try options.newLog()
        let prepared = options.isPrepared ? ranges.map { records.batch($0) } : []
        var watch = Stopwatch()
        if options.isPrepared {
            for batch in prepared { try writer.append(batch, durability: .kept) }
        } else {
            var batch = LogBatch()
            for range in ranges {
                records.fill(&batch, range)
                try writer.append(batch, durability: .kept)
            }
        }
        watch.stop()
        let byteCount = records.byteCount(0..<count)
        if options.isKilled {
            // On the spot: what the log's thread has not synced yet is in the page cache only.
            watch.report(["count": "\(count)", "bytes": "\(byteCount)"])
            kill(getpid(), SIGKILL)
        }
        try writer.close()
        watch.report(["count": "\(count)", "bytes": "\(byteCount)"])
    }
}

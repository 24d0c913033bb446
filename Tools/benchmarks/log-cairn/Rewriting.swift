import SegmentLog

/// Stores a closed log's segments denser, with `--codec`, as whoever keeps them does.
struct Rewriting {
    private let options: BenchmarkOptions

    init(_ options: BenchmarkOptions) { self.options = options }

    func run() throws {
        var rewriting = LogRewritingOptions()
        rewriting.codec = options.codec
        var watch = Stopwatch()
        let report = try LogRewriting.rewrite(directory: options.directory, storage: FileStorage(), options: rewriting)
        watch.stop()
        guard report.rewrittenCount == report.segments.count else { fail("not every segment was rewritten: \(report.segments)") }
        watch.report([
            "count": "\(report.segments.count)", "bytes": "\(report.contentByteCount)", "stored": "\(report.storedByteCountAfter)",
        ])
    }
}

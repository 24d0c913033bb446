import Glibc
import SegmentLog

/// How long a log of a dead writer takes until it can be appended to, and how fast recovery reads one without footers.
struct Recoveries {
    private let options: BenchmarkOptions

    init(_ options: BenchmarkOptions) { self.options = options }

    /// `reopen`: recovery, then a writer. `report`: recovery's reading alone, checksums and no decompression.
    func run() throws {
        var watch = Stopwatch()
        if options.isReport {
            let report = try LogRecovery.recover(directory: options.directory, storage: FileStorage(), mode: .readOnlyReport)
            watch.stop()
            watch.report([
                "row": "\"\(report.row)\"", "count": "\(max(report.end, report.watermark))", "damaged": "\(report.damage.count)",
                "bytes": "0",
            ])
        } else {
            let writer = try LogWriter.reopen(in: options.directory, options: options.log, storage: FileStorage())
            watch.stop()
            watch.report(["count": "\(writer.durableEnd)", "bytes": "0"])
            try writer.close()
        }
    }

    /// Cuts every segment's footer off, as FileFormat says where it begins.
    func cutFooters() throws {
        let trailerByteCount = 16
        for name in try FileStorage().fileNames(in: options.directory) ?? [] where name.hasSuffix(".seg") {
            let path = options.directory + "/" + name
            guard let file = try FileStorage().openFile(path, for: .reading) else { continue }
            let byteCount = try file.byteCount()
            let trailer = try file.read(at: byteCount - UInt64(trailerByteCount), byteCount: trailerByteCount)
            guard trailer.suffix(4) == [0x52, 0x54, 0x46, 0xC5] else { continue }
            let footerByteCount = trailer.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard truncate(path, off_t(byteCount - footerByteCount)) == 0 else { fail("cannot shorten \(path)") }
        }
        write("{}\n", to: STDOUT_FILENO)
    }
}

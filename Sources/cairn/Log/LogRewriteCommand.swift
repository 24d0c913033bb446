import ArgumentParser
import BlockCodec
import SegmentLog

struct LogRewriteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewrite", abstract: "Store a log's sealed segments more densely; records, hashes and proofs stay.",
        discussion: """
            Safe while the log is written and read: the segment that its writer is at work on is left alone, and an interruption
            leaves every segment whole. Exits with 1 when a segment is damaged; it is kept as it is.

            Example:
              cairn log rewrite cairn-store/logs/0123456789abcdef0123456789abcdef --codec lz4hc
            """)

    @OptionGroup var log: LogDirectoryOptions

    @Option(help: "How blocks are stored: zlib (smallest), or lz4hc (a little larger, read ten times as quickly).")
    var codec = Codec.zlib

    enum Codec: String, ExpressibleByArgument, CaseIterable {
        case lz4hc, zlib

        var blockCodec: BlockCodec {
            switch self {
            case .lz4hc: .lz4HighCompression
            case .zlib: .zlib
            }
        }
    }

    func run() throws {
        var options = LogRewritingOptions()
        options.codec = codec.blockCodec
        let bar = ProgressBar("rewriting")
        let report = try LogRewriting.rewrite(directory: log.directory, storage: FileStorage(), options: options) { done, total in
            bar.update(done: done, total: total)
        }
        bar.finish()
        try log.json ? JSONOutput.print(Outcome(report)) : show(report)
        if !report.damage.isEmpty { throw ExitCode(CommandFailure.Code.negative.rawValue) }
    }

    private func show(_ report: LogRewritingReport) {
        var table = TextTable("segment", "before", "after", "")
        for segment in report.segments {
            table.add(
                String(segment.file.split(separator: "/").last ?? ""), ByteCountText.of(segment.storedByteCountBefore),
                ByteCountText.of(segment.storedByteCountAfter), segment.outcome.text)
        }
        print(table.text(orIfEmpty: "no segments"))
        let (before, after) = (report.storedByteCountBefore, report.storedByteCountAfter)
        let ratio = report.contentByteCount > 0 ? ", \(after * 100 / report.contentByteCount) % of what was written" : ""
        print("\(report.rewrittenCount) rewritten: \(ByteCountText.of(before)) before, \(ByteCountText.of(after)) now\(ratio)")
        for damage in report.damage { StandardError.write("damaged: \(damage)\n") }
    }

    private struct Outcome: Encodable {
        struct Segment: Encodable {
            var file: String
            var outcome: String
            var bytesBefore: UInt64
            var bytesAfter: UInt64
            var contentBytes: UInt64
        }
        var rewritten: Int
        var bytesBefore: UInt64
        var bytesAfter: UInt64
        var contentBytes: UInt64
        var segments: [Segment]

        init(_ report: LogRewritingReport) {
            rewritten = report.rewrittenCount
            bytesBefore = report.storedByteCountBefore
            bytesAfter = report.storedByteCountAfter
            contentBytes = report.contentByteCount
            segments = report.segments.map {
                Segment(
                    file: $0.file, outcome: $0.outcome.text, bytesBefore: $0.storedByteCountBefore, bytesAfter: $0.storedByteCountAfter,
                    contentBytes: $0.contentByteCount)
            }
        }
    }
}

extension LogRewritingReport.Outcome {
    fileprivate var text: String {
        switch self {
        case .rewritten: "rewritten"
        case .denseAlready: "dense already"
        case .littleToGain: "little to gain"
        case .inUse: "in use"
        case .damaged: "damaged"
        }
    }
}

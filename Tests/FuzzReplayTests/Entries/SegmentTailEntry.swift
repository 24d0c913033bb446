@testable import SegmentLog

/// A log whose last segment is any bytes, as a whole or behind a real beginning. The input's first byte chooses which.
///
/// Run as it is, and with its checksums put right. What must hold is in `LogConsistency`.
enum SegmentTailEntry {
    static func run(_ bytes: [UInt8]) throws {
        guard let choice = bytes.first else { return }
        let beginning = beginnings[Int(choice) % beginnings.count]
        let segment = beginning.bytes + bytes.dropFirst()
        try check(segment, beginning)
        try check(ChecksumRepair.segment(segment), beginning)
    }

    private static func check(_ segment: [UInt8], _ beginning: Beginning) throws {
        var files = beginning.before
        files[beginning.name ?? ownName(segment)] = segment
        try LogConsistency(files).check()
    }

    /// How many bytes of the last segment stand before the fuzzed ones, by the first byte of an input.
    static var beginningByteCounts: [Int] { beginnings.map(\.bytes.count) }

    /// What stands before the fuzzed bytes.
    private struct Beginning {
        /// The files of the segments before.
        var before: [String: [UInt8]] = [:]
        /// The last segment's name; nil for the one that its own header asks for.
        var name: String? = SampleLog.firstSegmentName
        /// The last segment's own beginning.
        var bytes: [UInt8] = []
    }

    private static let beginnings: [Beginning] = [
        Beginning(), Beginning(name: nil),
        opened(SampleLog.options(), blockCount: 0), opened(SampleLog.options(), blockCount: 2),
        opened(SampleLog.options(hashes: false), blockCount: 0), opened(SampleLog.options(hashes: false), blockCount: 4),
        opened(SampleLog.options(alignment: .sector512), blockCount: 1), second(keepsHeader: false), second(keepsHeader: true),
    ]

    /// The name that the header at the start of `segment` belongs to.
    private static func ownName(_ segment: [UInt8]) -> String {
        SegmentName.segment(SequenceNumber(segment.count < 40 ? 0 : segment.span.littleEndian(UInt64.self, at: 32)))
    }

    /// The header of a log that was not closed, and its first blocks.
    private static func opened(_ options: LogOptions, blockCount: Int) -> Beginning {
        let segment = SampleLog.segment(options, batches: [3, 1, 6], closes: false)
        var offset = options.alignment.roundedUp(Int(segment.span.littleEndian(UInt32.self, at: 12)))
        for _ in 0..<blockCount where offset < segment.count {
            offset += options.alignment.roundedUp(BlockHeader.byteCount + Int(segment.span.littleEndian(UInt32.self, at: offset + 8)))
        }
        return Beginning(bytes: Array(segment[..<offset]))
    }

    /// A sealed segment of ten records, and a second one behind it: all of it fuzzed, or behind its header.
    private static func second(keepsHeader: Bool) -> Beginning {
        let first = SampleLog.segment(SampleLog.options(), batches: [3, 1, 6], closes: true)
        let storage = MemoryStorage([SampleLog.firstSegmentName: first])
        guard let header = try? LogRecovery.nextHeader("log", storage) else { preconditionFailure("the sample is a sealed segment") }
        return Beginning(
            before: [SampleLog.firstSegmentName: first], name: SegmentName.segment(header.firstSequenceNumber),
            bytes: keepsHeader ? header.encoded().bytes : [])
    }
}

import LogSimulation
import BlockCodec
import Testing

@testable import SegmentLog

/// Logs to be rewritten, and what must be the same before and after.
enum RewritingLog {
    static var options: LogOptions {
        var options = LogOptions(label: Array("dense".utf8))
        options.segmentByteCountTarget = 3000
        options.blockByteCountTarget = 300
        return options
    }

    /// Merges a few blocks of the above.
    static var rewriting: LogRewritingOptions {
        var options = LogRewritingOptions()
        options.codec = .lz4HighCompression
        options.blockByteCountTarget = 1500
        return options
    }

    static let batchRecordCounts = [1, 1, 7, 2, 30, 1, 12, 1, 3, 3, 3, 90, 2, 2, 14, 1, 1]

    /// Batches that share blocks and batches over several blocks, in several segments.
    static func append(to log: LogWriter, from start: Int = 0) throws -> Int {
        var number = start
        for count in batchRecordCounts {
            try log.append((number..<(number + count)).map { .numbered($0, bodyByteCount: 40 + $0 % 40) })
            number += count
        }
        return number
    }

    static func closed(
        on storage: any LogStorage, in directory: String = "log", options: LogOptions = options
    ) throws {
        let log = try LogWriter.create(in: directory, identity: .random(.sample), options: options, storage: storage)
        _ = try append(to: log)
        try log.close()
    }

    static func rewrite(_ storage: any LogStorage, _ options: LogRewritingOptions = rewriting) throws -> LogRewritingReport {
        try LogRewriting.rewrite(directory: "log", storage: storage, options: options)
    }

    static func segmentPaths(_ storage: any LogStorage, in directory: String = "log") throws -> [String] {
        try LogReader.segmentFirsts(in: directory, storage).map { directory + "/" + SegmentName.segment($0) }
    }

    static func bytes(_ storage: SimulatedStorage) throws -> [String: [UInt8]] {
        Dictionary(uniqueKeysWithValues: try segmentPaths(storage).map { ($0, storage[$0]) })
    }

    /// Every file that a rewriting may leave for a while.
    static func leftovers(_ storage: any LogStorage, in directory: String = "log") throws -> [String] {
        (try storage.fileNames(in: directory) ?? []).filter { $0.contains(".seg.rewrite") }
    }

    static func records(_ storage: any LogStorage, in directory: String = "log") throws -> [StoredRecord] {
        let reader = try LogReader(directory: directory, storage: storage)
        var records: [StoredRecord] = []
        try reader.visit(from: .zero) { record in
            records.append(record.stored(in: .sample))
            return .continue
        }
        return records
    }
}

/// The blocks of one segment.
struct SegmentBlocks {
    var blocks: [BlockHeader] = []
    var header: SegmentHeader
    var footer: SegmentFooter

    init(_ first: SequenceNumber, _ storage: any LogStorage) throws {
        let segment = try #require(try SegmentFile.open(first, in: "log", storage))
        header = segment.header
        footer = try #require(try segment.footer())
        var scanner = SegmentScanner(segment, readAheadByteCount: 4096)
        while scanner.ledger.endOffset < footer.offset, case .block(let block, _) = try scanner.next(.payloads) { blocks.append(block) }
        #expect(scanner.ledger.endOffset == footer.offset)
    }

    /// Where readers may stop.
    var batchEnds: Set<SequenceNumber> { Set(blocks.filter(\.batchEnds).map(\.end)) }
    var withRecords: [BlockHeader] { blocks.filter { $0.recordCount > 0 } }
}

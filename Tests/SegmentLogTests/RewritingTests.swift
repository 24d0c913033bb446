import LogSimulation
import BlockCodec
import ByteCoding
import ContentHashing
import Testing

@testable import SegmentLog

/// Sealed segments made denser: what changes and what does not.
@Suite struct RewritingTests {
    static let denseCodecs: [BlockCodec] = [.lz4HighCompression, .zlib]

    @Test(arguments: denseCodecs, SegmentAlignment.allCases)
    func recordsRootAndHeadersStay(_ codec: BlockCodec, _ alignment: SegmentAlignment) throws {
        for hashes in [true, false] {
            let storage = SimulatedStorage()
            var options = RewritingLog.options
            options.alignment = alignment
            options.hashesRecords = hashes
            try RewritingLog.closed(on: storage, options: options)
            let (old, root) = (try RewritingLog.bytes(storage), try LogVerification.verify(directory: "log", storage: storage).root)
            let records = try RewritingLog.records(storage)
            var rewriting = RewritingLog.rewriting
            rewriting.codec = codec
            let report = try RewritingLog.rewrite(storage, rewriting)

            #expect(report.damage == [] && !report.isCancelled)
            #expect(report.segments.map(\.file) == (try RewritingLog.segmentPaths(storage)))
            #expect(report.rewrittenCount >= 1, "\(report.segments)")
            #expect(report.storedByteCountAfter < report.storedByteCountBefore)
            #expect(try RewritingLog.records(storage) == records)
            let verified = try LogVerification.verify(directory: "log", storage: storage.afterPowerCut)
            #expect(verified.isIntact && verified.isClosed && verified.root == root && verified.notes == [])
            #expect(verified.recordCount == UInt64(records.count) && verified.storedByteCount == report.storedByteCountAfter)
            for segment in report.segments where segment.outcome == .rewritten {
                let before = try #require(old[segment.file])
                let headerByteCount = alignment.roundedUp(Int(before[12]) + Int(before[13]) << 8)
                #expect(storage[segment.file].prefix(headerByteCount) == before.prefix(headerByteCount))
                #expect(segment.storedByteCountBefore == UInt64(before.count))
                #expect(segment.storedByteCountAfter == UInt64(storage[segment.file].count))
            }
            #expect(try RewritingLog.leftovers(storage) == [])
        }
    }

    @Test(arguments: denseCodecs)
    func blocksAreMergedAndEndOnlyWhereBatchesEnd(_ codec: BlockCodec) throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        var rewriting = RewritingLog.rewriting
        rewriting.codec = codec
        let firsts = try LogReader.segmentFirsts(in: "log", storage)
        let old = try firsts.map { try SegmentBlocks($0, storage) }
        let report = try RewritingLog.rewrite(storage, rewriting)
        var spread = 0
        for (number, before) in old.enumerated() where report.segments[number].outcome == .rewritten {
            let after = try SegmentBlocks(firsts[number], storage)
            #expect(after.header == before.header)
            #expect(after.withRecords.count < before.withRecords.count)
            #expect(after.blocks.allSatisfy { $0.rawByteCount <= rewriting.blockByteCountTarget })
            #expect(after.batchEnds.isSubset(of: before.batchEnds))
            #expect(Set(after.blocks.map(\.watermark)).isSubset(of: before.batchEnds.union([before.header.firstSequenceNumber])))
            #expect(after.blocks.last?.watermark == before.blocks.last?.end, "the last header says that all of it is durable")
            #expect(after.footer.nodes == before.footer.nodes && after.footer.frontierHashes == before.footer.frontierHashes)
            #expect(after.footer.contentByteCount == before.footer.contentByteCount)
            spread += after.blocks.count { $0.batchContinues }
        }
        #expect(spread > 0, "a batch still takes several blocks")
    }

    @Test(arguments: denseCodecs)
    func aSecondRunTouchesNothing(_ codec: BlockCodec) throws {
        let storage = SimulatedStorage()
        var options = RewritingLog.options
        options.segmentByteCountTarget = 6000
        try RewritingLog.closed(on: storage, options: options)
        var rewriting = RewritingLog.rewriting
        rewriting.codec = codec
        #expect(try RewritingLog.rewrite(storage, rewriting).segments.allSatisfy { $0.outcome == .rewritten })
        let (calls, bytes) = (storage.callCount, try RewritingLog.bytes(storage))
        let second = try RewritingLog.rewrite(storage, rewriting)
        #expect(second.segments.allSatisfy { $0.outcome == .denseAlready }, "\(second.segments)")
        #expect(storage.callCount == calls)
        #expect(try RewritingLog.bytes(storage) == bytes)
    }

    @Test func aDenserSegmentIsNotMadeLessDense() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        var rewriting = RewritingLog.rewriting
        rewriting.codec = .zlib
        _ = try RewritingLog.rewrite(storage, rewriting)
        let bytes = try RewritingLog.bytes(storage)
        _ = try RewritingLog.rewrite(storage)
        #expect(try RewritingLog.bytes(storage) == bytes)
    }

    @Test func aSegmentThatGainsTooLittleStays() throws {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(in: "log", identity: .random(.sample), options: LogOptions(), storage: storage)
        var random: UInt64 = 7
        let body = (0..<20_000).map { _ in
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: random >> 56)
        }
        try log.append([LogRecord(head: [1], body: body)])
        try log.close()
        let bytes = try RewritingLog.bytes(storage)
        let report = try RewritingLog.rewrite(storage)
        #expect(report.segments.map(\.outcome) == [.littleToGain])
        #expect(report.storedByteCountAfter == report.storedByteCountBefore)
        #expect(try RewritingLog.bytes(storage) == bytes)
        #expect(try RewritingLog.leftovers(storage) == [])
    }

    @Test func erasedRecordsStayErased() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        let root = try LogVerification.verify(directory: "log", storage: storage).root
        for first in try LogReader.segmentFirsts(in: "log", storage) { try Erasure.eraseOddRecords(of: first, storage) }
        let erased = try RewritingLog.records(storage)
        #expect(erased.contains { $0.body == nil } && erased.contains { $0.body != nil })
        let report = try RewritingLog.rewrite(storage)
        #expect(report.rewrittenCount > 0)
        #expect(try RewritingLog.records(storage) == erased)
        let verified = try LogVerification.verify(directory: "log", storage: storage)
        #expect(verified.isIntact && verified.root == root)
    }

    @Test func theCallsAreInOrder() throws {
        let storage = SimulatedStorage()
        var options = RewritingLog.options
        options.segmentByteCountTarget = 1 << 20
        try RewritingLog.closed(on: storage, options: options)
        let before = storage.calls.count
        #expect(try RewritingLog.rewrite(storage).rewrittenCount == 1)
        #expect(storage.calls.dropFirst(before).prefix(5) == ["create", "write", "fdatasync", "rename", "fsync directory"])
    }

    @Test func optionsThatTheFormatCannotHoldAreRefused() throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        var (codec, target, saving) = (LogRewritingOptions(), LogRewritingOptions(), LogRewritingOptions())
        codec.codec = .none
        target.blockByteCountTarget = LogLimits.maximumBlockByteCount + 1
        saving.savingPercentMin = 100
        for options in [codec, target, saving] {
            let error = #expect(throws: LogError.self) { try RewritingLog.rewrite(storage, options) }
            #expect(error?.code == .invalidOption)
        }
        let error = #expect(throws: LogError.self) { try LogRewriting.rewrite(directory: "elsewhere", storage: storage) }
        #expect(error?.code == .notALog)
    }
}

/// A segment written again with every second record erased: what a redaction will do.
private enum Erasure {
    static func eraseOddRecords(of first: SequenceNumber, _ storage: SimulatedStorage) throws {
        let segment = try #require(try SegmentFile.open(first, in: "log", storage))
        let footer = try #require(try segment.footer())
        let file = try storage.createFile("log/erased")
        var writer = try MergedSegmentWriter(file, segment, .lz4)
        var reader = SealedSegmentReader(segment, footer)
        var next = first
        while case .block(let block) = try reader.next() {
            try writer.append(erased(block, from: next))
            next = next.advanced(by: block.recordCount)
        }
        _ = try writer.finish(footer)
        try file.synchronizeData()
        try storage.rename("log/erased", to: segment.path)
    }

    private static func erased(_ block: BlockContent, from first: SequenceNumber) -> BlockContent {
        var content = block
        var raw = ByteWriter()
        var entries = RecordEntryReader(block.raw.span, first: first)
        while let record = entries.next() {
            let isErased = record.sequence.rawValue % 2 == 1
            raw.appendVarint(UInt64(record.head.count) << 1 | (isErased ? 1 : 0))
            raw.appendVarint(UInt64(record.body.count))
            raw.append(record.head)
            if isErased { raw.append(record.bodyHash) } else { raw.append(record.body) }
        }
        content.raw = raw.bytes
        content.rawByteCount = raw.count
        return content
    }
}

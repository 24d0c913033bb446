import BlockCodec
import ByteCoding
import ContentHashing

@testable import SegmentLog

/// Seeds that are bytes of the format, made by the real writer: `Tools/fuzz --seeds` writes them again when the format has changed.
extension FuzzTarget {
    /// Inputs by name; empty for a target whose seeds are written by hand.
    package var madeSeeds: [String: [UInt8]] {
        switch self {
        case .segmentTail: Self.segmentTails
        case .block: Self.blocks
        case .index: Self.footers
        case .checkpoints: Self.notes
        case .packs: ["whole": [0] + PacksEntry.sample, "footer": [1] + PacksEntry.sampleFooter, "cut": [2] + PacksEntry.sample[16..<1500]]
        case .proofs, .events, .search, .json, .bodies: [:]
        }
    }

    private static var segmentTails: [String: [UInt8]] {
        var seeds: [String: [UInt8]] = [:]
        for (name, options) in variants {
            let closed = SampleLog.segment(options, batches: [3, 1, 6], closes: true)
            let open = SampleLog.segment(options, batches: [3, 1, 6], closes: false)
            seeds["closed-\(name)"] = [0] + closed
            seeds["open-\(name)"] = [0] + open
            seeds["torn-block-\(name)"] = [0] + open.dropLast(70)
            seeds["torn-footer-\(name)"] = [0] + closed.dropLast(40)
            seeds["zeros-behind-\(name)"] = [0] + open + [UInt8](repeating: 0, count: 600)
            for (number, beginning) in SegmentTailEntry.beginningByteCounts.enumerated() where beginning > 0 && beginning < closed.count {
                seeds["closed-\(name)-behind-\(number)"] = [UInt8(number)] + closed.dropFirst(beginning)
            }
        }
        var rotten = SampleLog.segment(SampleLog.options(), batches: [3, 1, 6], closes: true)
        rotten[rotten.count / 3] ^= 1
        seeds["rotten"] = [0] + rotten
        return seeds
    }

    private static var variants: [(String, LogOptions)] {
        var dense = SampleLog.options()
        dense.codec = .zlib
        dense.blockByteCountTarget = 64 << 10
        var bare = SampleLog.options()
        bare.codec = .none
        return [
            ("hashed", SampleLog.options()), ("unhashed", SampleLog.options(hashes: false)), ("zlib", dense), ("uncompressed", bare),
            ("sector", SampleLog.options(alignment: .sector512)),
        ]
    }

    private static var blocks: [String: [UInt8]] {
        var raw: [UInt8] = []
        for number in 0..<8 {
            let record = SampleLog.record(number)
            RecordEntry.append(head: record.head.span, body: record.body.span, to: &raw)
        }
        // An erased record of 300 bytes: its head, and a digest in its body's place.
        raw += [2 * 4 + 1, 0xAC, 0x02] + Array("head".utf8) + SHA256.digest(raw).bytes
        var seeds: [String: [UInt8]] = [:]
        for codec in BlockCodec.allCases { seeds["block-\(codec)"] = block(raw, codec, recordCount: 9) }
        seeds["watermark"] = block([], .none, recordCount: 0)
        return seeds
    }

    private static func block(_ raw: [UInt8], _ codec: BlockCodec, recordCount: Int) -> [UInt8] {
        let logChecksum = LogChecksum(SampleLog.logID)
        guard let stored = try? codec.compress(raw) else { preconditionFailure("a few bytes can be compressed") }
        var header = BlockHeader(
            codec: codec, batchContinues: false, batchEnds: true, storedByteCount: stored.count, rawByteCount: raw.count,
            contentByteCount: recordCount == 0 ? 0 : 500, recordCount: recordCount, first: SequenceNumber(10), watermark: SequenceNumber(4),
            payloadChecksum: logChecksum.payload(stored.span, first: SequenceNumber(10)), previousHeaderChecksum: 1)
        var writer = ByteWriter()
        header.append(to: &writer, logChecksum)
        return writer.bytes + stored
    }

    private static var footers: [String: [UInt8]] {
        let footer = IndexEntry.sampleFooter
        return ["alone": [0] + footer, "followed": [1] + footer, "cut": [1] + footer.dropLast(20)]
    }

    private static var notes: [String: [UInt8]] {
        [
            "checkpoint": CheckpointsEntry.checkpoint, "text": CheckpointsEntry.checkpointText, "proof": CheckpointsEntry.proof,
            "key": CheckpointsEntry.keyText,
        ].mapValues { Array($0.utf8) }
    }
}

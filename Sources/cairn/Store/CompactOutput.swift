import TrackingStore

/// What a compaction did as `--json` prints it.
struct CompactOutput: Encodable {
    var packedLogs: Int
    var packedBytes: UInt64
    var mergedPacks: Int
    var packs: Int
    var rewrittenSegments: Int
    var rewrittenBytesBefore: UInt64
    var rewrittenBytesAfter: UInt64
    var damaged: [String]

    init(_ outcome: StoreMaintenance.Outcome, _ rewriting: StoreMaintenance.Rewriting) {
        packedLogs = outcome.packedLogCount
        packedBytes = outcome.packedByteCount
        mergedPacks = outcome.mergedPackCount
        packs = outcome.packCount
        rewrittenSegments = rewriting.rewrittenSegmentCount
        rewrittenBytesBefore = rewriting.byteCountBefore
        rewrittenBytesAfter = rewriting.byteCountAfter
        damaged = outcome.refused + rewriting.refused
    }
}

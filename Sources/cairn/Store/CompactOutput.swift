import TrackingStore

/// What a compaction did as `--json` prints it.
struct CompactOutput: Encodable {
    var packedLogs: Int
    var packedBytes: UInt64
    var mergedPacks: Int
    var packs: Int
    var damaged: [String]

    init(_ outcome: StoreMaintenance.Outcome) {
        packedLogs = outcome.packedLogCount
        packedBytes = outcome.packedByteCount
        mergedPacks = outcome.mergedPackCount
        packs = outcome.packCount
        damaged = outcome.refused
    }
}

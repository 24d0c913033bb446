import LogPositions
import SegmentLog
import TrackingEvents

/// What a closed log's first and last record say that a store's next log must know. What cannot be read says nothing, as in `LogNeighbourhood`.
struct ClosedLogEnds {
    /// The stamp of the last record.
    private(set) var stamp = HybridTimestamp.zero
    /// Whether its `LogOpened` is the store's.
    private(set) var isOwn = false
    /// The sizes under which it then names other logs.
    private(set) var named: [LogID: UInt64] = [:]

    init(of directory: String, on storage: any LogStorage, recordCount: UInt64, store: StoreID) {
        guard let reader = try? LogReader(directory: directory, storage: storage) else { return }
        func event(_ number: UInt64) -> Event? {
            guard let record = try? reader.record(at: SequenceNumber(number)) else { return nil }
            return try? StoreReading.event(record)
        }
        if let last = event(recordCount - 1) { stamp = last.head.stamp }
        guard case .logOpened(let opened)? = event(0)?.body.payload, opened.store == store else { return }
        isOwn = true
        for head in opened.heads { named[head.log] = max(named[head.log] ?? 0, head.extent.size) }
    }
}

import LogPositions
import SegmentLog
import TrackingEvents

/// What a closed log's first and last record say that a store's next log must know. What is damaged or cannot be decoded says nothing, as in
/// `LogNeighbourhood`.
struct ClosedLogEnds {
    /// The stamp of the last record.
    private(set) var stamp = HybridTimestamp.zero
    /// Whether its `LogOpened` is the store's.
    private(set) var isOwn = false
    /// The sizes under which it then names other logs.
    private(set) var named: [LogID: UInt64] = [:]

    /// - Throws: what the environment refuses: what was not read once must not be listed as saying nothing for good.
    init(of directory: String, on storage: any LogStorage, recordCount: UInt64, store: StoreID) throws(LogError) {
        guard let reader = try Self.unlessDamaged({ () throws(LogError) in try LogReader(directory: directory, storage: storage) }) else {
            return
        }
        func event(_ number: UInt64) throws(LogError) -> Event? {
            let record = try Self.unlessDamaged { () throws(LogError) in try reader.record(at: SequenceNumber(number)) }
            guard let record = record ?? nil else { return nil }
            return try? StoreReading.event(record)
        }
        if let last = try event(recordCount - 1) { stamp = last.head.stamp }
        guard case .logOpened(let opened)? = try event(0)?.body.payload, opened.store == store else { return }
        isOwn = true
        for head in opened.heads { named[head.log] = max(named[head.log] ?? 0, head.extent.size) }
    }

    private static func unlessDamaged<Value>(_ read: () throws(LogError) -> Value) throws(LogError) -> Value? {
        do throws(LogError) { return try read() } catch {
            if error.code == .damaged || error.code == .newerFormat { return nil }
            throw error
        }
    }
}

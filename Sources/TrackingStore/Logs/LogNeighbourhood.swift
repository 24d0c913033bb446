import LogPositions
import TrackingEvents

/// What a writer finds when it opens a log: the store's other logs, for its `LogOpened`.
struct LogNeighbourhood {
    /// The store's own logs whose ends no `LogOpened` that is here names yet. Every other end is named, so through this record and the
    /// named logs' own `LogOpened` a reader reaches them all.
    var unnamedOwnHeads: [LogHead] = []
    /// The ends of other stores' logs.
    var foreignHeads: [LogHead] = []
    var ends: [LogID: UInt64] = [:]
    /// The highest stamp in any of them.
    var stamp = HybridTimestamp.zero

    /// Reads the first and the last record of every log that is not known to be closed.
    init(of source: StoreReading, store: StoreID) throws {
        ends = try source.extents()
        let closed = source.shelf.closed.heads
        var named = closed.named
        var own: [LogID] = []
        for (log, end) in ends.sorted(by: { $0.key < $1.key }) {
            if let head = closed.logs[log], head.size == end {
                stamp = max(stamp, head.stamp)
                if head.isOwn { own.append(log) } else { foreignHeads.append(LogHead(log: log, extent: LogExtent(size: end))) }
                continue
            }
            // A damaged neighbour hinders nobody: what cannot be read has no stamp, and its log counts as foreign.
            let last = try? source.event(at: Position(log: log, sequence: SequenceNumber(end - 1)))
            if let last { stamp = max(stamp, last.head.stamp) }
            let opening = try? source.event(at: Position(log: log, sequence: .zero))
            guard case .logOpened(let opened)? = opening?.body.payload, opened.store == store else {
                foreignHeads.append(LogHead(log: log, extent: LogExtent(size: end)))
                continue
            }
            own.append(log)
            for head in opened.heads { named[head.log] = max(named[head.log] ?? 0, head.extent.size) }
        }
        unnamedOwnHeads = own.filter { ends[$0]! > named[$0] ?? 0 }
            .map { LogHead(log: $0, extent: LogExtent(size: ends[$0]!)) }
    }
}

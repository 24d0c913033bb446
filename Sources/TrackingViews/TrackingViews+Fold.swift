package import LogPositions
package import TrackingEvents

/// Catching up with the events.
extension TrackingViews {
    /// A transaction ends at the block in which it reaches one of these.
    private static let batchEventCountMax = 8_192
    private static let batchPointCountMax = 400_000

    /// Brings the views up to what `source` has now. May be called from several threads and processes: whoever comes second finds the work done.
    ///
    /// - Parameters:
    ///   - ends: fold these logs up to here; nil: all logs, as far as they can be read.
    ///   - progress: called after each transaction.
    /// - Returns: how much is folded of each of these logs.
    @discardableResult
    package func fold(
        from source: any EventSource, ends: [LogID: UInt64]? = nil, progress: ((FoldProgress) -> Void)? = nil
    ) throws -> [LogID: UInt64] {
        remember(source)
        let ends = try ends ?? source.extents()
        let total = ends.values.reduce(0, +)
        // A store may have ten thousand logs, of which next to none has grown: then one query, not one for each.
        var folded = try read { sql in
            let all = ends.count > 16 ? try FoldedEnds.all(in: sql) : nil
            return try ends.reduce(into: [LogID: UInt64]()) { folded, end in
                folded[end.key] = if let all { all[end.key] ?? 0 } else { try FoldedEnds.end(of: end.key, in: sql) }
            }
        }
        var foldedCount = ends.reduce(0) { $0 + min(folded[$1.key] ?? 0, $1.value) }
        for log in ends.keys.sorted() {
            let end = ends[log] ?? 0
            while folded[log] ?? 0 < end {
                let before = folded[log] ?? 0
                let after = try foldBatch(of: log, to: end, from: source)
                folded[log] = after
                foldedCount += min(after, end) - before
                progress?(FoldProgress(foldedEventCount: foldedCount, totalEventCount: total))
            }
        }
        return folded
    }

    /// Forgets everything; the next fold begins with the first event.
    package func empty() throws { try write { try ViewsIdentity.empty($0) } }

    /// Forgets everything and folds again from the first event on.
    package func rebuild(from source: any EventSource, progress: ((FoldProgress) -> Void)? = nil) throws {
        try empty()
        try fold(from: source, progress: progress)
    }

    /// How much of each log is folded.
    package var foldedEnds: [LogID: UInt64] {
        get throws { try read { try FoldedEnds.all(in: $0) } }
    }

    /// One transaction. Where the log is folded to is read inside it, so that no event is folded by two processes.
    private func foldBatch(of log: LogID, to end: UInt64, from source: any EventSource) throws -> UInt64 {
        try write { sql in
            var next = try FoldedEnds.end(of: log, in: sql)
            guard next < end else { return next }
            let first = next
            var folder = try EventFolder(sql: sql)
            try source.visit(log, SequenceNumber(next)..<SequenceNumber(end)) { events in
                for event in events where event.position.sequence.rawValue >= next {
                    try folder.fold(event)
                    next = event.position.sequence.rawValue + 1
                }
                let isFull = next - first >= UInt64(Self.batchEventCountMax) || folder.metrics.count >= Self.batchPointCountMax
                return isFull ? .stop : .continue
            }
            guard next > first else {
                throw ViewsError(
                    code: .databaseFailed, path: path,
                    message: "log \(log) ends at \(first), but events up to \(end) were promised. Run `cairn verify`")
            }
            try folder.finish()
            try FoldedEnds.set(log, to: next, in: sql)
            return next
        }
    }
}

import LogPositions
import Logging
import SegmentLog
import Synchronization

/// Every log of the store that is on disk, and how far each may be read: own ones up to what their writer made durable, others up to their
/// watermark.
///
/// A log that nobody writes any more (no file in `live/`, and sealed or damaged) is not looked at again, and not at all where `heads` lists it or
/// a pack holds it. A log that cannot be read is named in the program's log and left out from where it fails on; the others are not affected.
final class LogShelf: Sendable {
    private struct Entry {
        var reader: LogReader?
        /// Set where this process writes the log.
        var writer: LogWriter?
        var end: UInt64 = 0
        /// Where reading fails: nothing from here on is delivered.
        var unreadableFrom: UInt64 = .max
        /// Nothing will ever be added.
        var hasEnded = false
        var wasReported = false
        /// Set where this process wrote the log and left it.
        var wasOwn = false
    }

    private let context: StoreContext
    /// The logs that need not be opened to know their ends.
    let closed: ClosedLogs
    /// Leads to a log's files wherever they lie.
    let storage: StoredLogStorage
    /// Taken for moments only, never during input or output.
    private let entries = Mutex<[LogID: Entry]>([:])
    /// Held during a look at the disk.
    private let looking = Mutex(())

    init(_ context: StoreContext) {
        self.context = context
        closed = ClosedLogs(context)
        storage = StoredLogStorage(context, closed)
    }

    /// The logs that this process writes or has written, with what they made durable.
    var ownEnds: [LogID: UInt64] {
        entries.withLock { entries in
            entries.filter { $0.value.writer != nil || $0.value.wasOwn }
                .mapValues { min($0.writer?.durableEnd.rawValue ?? $0.end, $0.unreadableFrom) }.filter { $0.value > 0 }
        }
    }

    var ownLogs: Set<LogID> { entries.withLock { Set($0.filter { $0.value.writer != nil }.keys) } }

    func isOwn(_ log: LogID) -> Bool { entries.withLock { $0[log]?.writer != nil } }

    func adopt(_ writer: LogWriter) { entries.withLock { $0[writer.logID, default: Entry()].writer = writer } }

    /// This process has left the log, and it has been brought to its end: it is read like everyone else's from now on.
    func disown(_ log: LogID) {
        entries.withLock { entries in
            guard let entry = entries[log], let writer = entry.writer else { return }
            entries[log] = Entry(end: writer.durableEnd.rawValue, unreadableFrom: entry.unreadableFrom, wasOwn: true)
        }
    }

    /// Looks at the disk, and says how many records of each log may be read.
    func ends() throws(LogError) -> [LogID: UInt64] {
        try looking.withLock { (_) throws(LogError) in
            // In this order: a log that is on disk had its live file made before. If that is gone now, the log has come to its end.
            let names = try context.storage.fileNames(in: context.layout.logs) ?? []
            let live = Set(try context.storage.fileNames(in: context.layout.live) ?? [])
            try closed.refresh()
            for name in names {
                if let log = LogID(name) { look(at: log, isLive: live.contains(name)) }
            }
        }
        return knownEnds
    }

    private var knownEnds: [LogID: UInt64] {
        var ends = closed.packedEnds
        entries.withLock { entries in
            for (log, entry) in entries {
                let end = min(entry.writer?.durableEnd.rawValue ?? max(entry.end, ends[log] ?? 0), entry.unreadableFrom)
                ends[log] = end > 0 ? end : nil
            }
        }
        return ends
    }

    private func look(at log: LogID, isLive: Bool) {
        let entry = entries.withLock { $0[log] } ?? Entry()
        if entry.writer != nil || entry.hasEnded { return }
        if !isLive, let head = closed.head(of: log) {
            // A log that is packed is counted without an entry of its own; its directory is a rest.
            if !head.isPacked {
                update(log) { entry in
                    entry.end = head.size
                    entry.hasEnded = true
                }
            }
            return
        }
        var reader = entry.reader
        do throws(LogError) {
            // A file system of another host may list `live/` as it was before the log came into being. And in this order: what is found after the seal
            // was seen is all that there will be.
            let hasEnded = !isLive ? try ClosedLog.isSealed(context.layout.log(log), storage: storage) : false
            if reader == nil { reader = try LogReader(directory: context.layout.log(log), storage: storage) }
            let end = try reader?.refresh() ?? .zero
            update(log) { [reader] entry in
                entry.reader = reader
                entry.end = end.rawValue
                entry.hasEnded = hasEnded
            }
        } catch {
            report(error, on: log, isFirst: !entry.wasReported)
            // What the environment refused once (too many open files, an I/O error) may be granted at the next look, and a first segment may come.
            let isForGood = error.code == .damaged || error.code == .newerFormat
            update(log) { [reader] entry in
                // What is before the damage is delivered.
                if error.code == .damaged, let reader {
                    entry.reader = reader
                    entry.end = max(entry.end, reader.deliverableEnd.rawValue)
                }
                entry.hasEnded = isForGood && !isLive
                entry.wasReported = true
            }
        }
    }

    private func update(_ log: LogID, _ change: (inout Entry) -> Void) {
        entries.withLock { change(&$0[log, default: Entry()]) }
    }

    private func report(_ error: LogError, on log: LogID, isFirst: Bool) {
        // A log whose first segment is not there yet is nothing to worry about.
        guard isFirst, error.code != .notALog else { return }
        context.logger.error(
            "A log cannot be read from some place on. Run `cairn verify` to see what is wrong with it.",
            metadata: ["log": "\(log)", "error": "\(storage.located(error))"])
    }

    /// Notes that the record at `position` cannot be read. From the next look at the disk on, the log ends before it for this process: what is
    /// intact, here and in other logs, goes on being served.
    func end(before position: Position, because error: any Error) {
        let isNews = entries.withLock { entries in
            let before = entries[position.log, default: Entry()].unreadableFrom
            entries[position.log, default: Entry()].unreadableFrom = min(before, position.sequence.rawValue)
            return before == .max
        }
        guard isNews else { return }
        context.logger.error(
            "A log cannot be read from some record on, and is served up to it. Run `cairn verify` to see what is wrong with it.",
            metadata: ["position": "\(position)", "error": "\(error)"])
    }

    /// The log's reader, and the end that this process vouches for; nil for a log that is not here.
    func reader(of log: LogID) throws(LogError) -> (reader: LogReader, trustedEnd: SequenceNumber?)? {
        let entry = entries.withLock { $0[log] }
        let trusted = entry?.writer?.durableEnd
        let head = closed.head(of: log)
        if let reader = entry?.reader {
            // A log that was packed is not looked at again: when its reader last looked, it may still have been written.
            if trusted == nil, let head, reader.deliverableEnd.rawValue < head.size { try refresh(reader) }
            return (reader, trusted)
        }
        let isPacked = head?.isPacked ?? false
        guard trusted?.rawValue ?? entry?.end ?? 0 > 0 || isPacked else { return nil }
        let reader = try LogReader(directory: context.layout.log(log), storage: storage)
        // Ten thousand of them are not kept: the next one is opened from the pack just as quickly.
        if isPacked { return (reader, trusted) }
        update(log) { $0.reader = reader }
        return (reader, trusted)
    }

    /// What is before a damaged segment can be read, and whoever comes to it is told.
    private func refresh(_ reader: LogReader) throws(LogError) {
        do throws(LogError) { try reader.refresh() } catch {
            guard error.code == .damaged else { throw error }
        }
    }
}

import LogPositions
import SegmentLog
import Synchronization
import TrackingEvents

/// Reads the store's logs as events.
final class StoreReading: Sendable {
    private static let batchCount = 256

    let shelf: LogShelf
    private let recovery: DeadLogRecovery?
    let observations = Mutex(Observations())

    /// - Parameter recovery: nil where the store was opened read-only.
    init(shelf: LogShelf, recovery: DeadLogRecovery?) {
        self.shelf = shelf
        self.recovery = recovery
    }

    /// Looks for dead writers now: for whoever must know all that anyone was told is durable before deciding.
    func recoverDeadWriters() throws(LogError) { try recovery?.run(isRequired: true) }

    func bringLeftLogToItsEnd(_ log: LogID) throws(LogError) { try recovery?.recoverLeft(log) }

    func extents() throws -> [LogID: UInt64] {
        recovery?.runIfDue()
        return try shelf.ends()
    }

    /// Decodes and hands over up to 256 events at a time. What can be read before an unreadable record is handed over before that is thrown.
    func visit(_ log: LogID, _ range: Range<SequenceNumber>, _ visitor: ([Event]) throws -> EventVisit) throws {
        guard let (reader, trustedEnd) = try shelf.reader(of: log) else { return }
        var next = Position(log: log, sequence: range.lowerBound)
        var batch: [Event] = []
        var visitorsError: (any Error)?
        var unreadable: (any Error)?
        var isWanted = true
        func handOver() {
            guard isWanted, let last = batch.last else { return }
            note(last)
            do { isWanted = try visitor(batch) == .continue } catch {
                visitorsError = error
                isWanted = false
            }
            batch.removeAll(keepingCapacity: true)
        }
        do {
            try reader.visit(from: range.lowerBound, upTo: range.upperBound, trustedEnd: trustedEnd) { record in
                do { batch.append(try Self.event(record, in: log)) } catch {
                    unreadable = error
                    return .stop
                }
                next.sequence = record.sequence.advanced(by: 1)
                if batch.count >= Self.batchCount { handOver() }
                return isWanted ? .continue : .stop
            }
        } catch {
            unreadable = error
        }
        handOver()
        if let visitorsError { throw visitorsError }
        if let unreadable { throw unreadableEvent(at: next, unreadable) }
    }

    /// Environment's failures pass; damage is remembered, so that it stands in the way once only.
    private func unreadableEvent(at position: Position, _ cause: any Error) -> any Error {
        if let error = cause as? LogError, error.code != .damaged { return error }
        let cause = (cause as? LogError).map { shelf.storage.located($0) } ?? cause
        shelf.end(before: position, because: cause)
        return UnreadableEvent(position: position, cause: "\(cause)")
    }

    func event(at position: Position) throws -> Event? {
        guard let (reader, trustedEnd) = try shelf.reader(of: position.log) else { return nil }
        return try reader.record(at: position.sequence, trustedEnd: trustedEnd).map(Self.event)
    }

    private func note(_ event: Event) {
        let position = event.position
        observations.withLock { $0.note(event.head.stamp, of: position.log, end: position.sequence.rawValue + 1) }
    }

    /// Decodes a record where it lies.
    private static func event(_ record: borrowing RecordView, in log: LogID) throws(EventDecodingError) -> Event {
        let position = Position(log: log, sequence: record.sequence)
        if record.isErased {
            return try EventCodec.decode(position: position, head: record.head, erasedBodyHash: record.bodyHash)
        }
        return try EventCodec.decode(position: position, head: record.head, body: record.body)
    }

    static func event(_ record: StoredRecord) throws(EventDecodingError) -> Event {
        switch record.content {
        case .full(let body): try EventCodec.decode(position: record.position, head: record.head, body: body)
        case .erased(let hash): try EventCodec.decode(position: record.position, head: record.head, erasedBodyHash: hash)
        }
    }
}

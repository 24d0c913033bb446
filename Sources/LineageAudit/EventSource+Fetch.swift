import LogPositions
import TrackingEvents

extension EventSource {
    /// The events at `positions`, in the total order of events, each once.
    ///
    /// Neighbours are read in one visit, so that a run's thousand events do not unpack a block each.
    func events(at positions: [Position]) throws -> [Event] {
        var found: [Event] = []
        let sorted = Set(positions).sorted()
        var start = sorted.startIndex
        while start < sorted.endIndex {
            let end = Self.endOfNeighbours(from: start, in: sorted)
            try collect(sorted[start..<end], into: &found)
            start = end
        }
        return found.sorted { $0.order < $1.order }
    }

    /// How many records that nobody asked for are read through rather than looking up the next one anew.
    private static var bridgedGap: UInt64 { 64 }

    private static func endOfNeighbours(from start: Int, in positions: [Position]) -> Int {
        var end = start + 1
        while end < positions.endIndex, positions[end].log == positions[end - 1].log,
            positions[end].sequence.rawValue - positions[end - 1].sequence.rawValue <= bridgedGap
        {
            end += 1
        }
        return end
    }

    private func collect(_ positions: ArraySlice<Position>, into found: inout [Event]) throws {
        guard let first = positions.first, let last = positions.last else { return }
        var missing = Set(positions)
        if positions.count == 1 {
            if let event = try event(at: first), missing.remove(first) != nil { found.append(event) }
        } else {
            try visit(first.log, first.sequence..<last.sequence.advanced(by: 1)) { events in
                for event in events where missing.remove(event.position) != nil { found.append(event) }
                return .continue
            }
        }
        if let absent = missing.min() { throw LineageAuditError.missingEvent(absent) }
    }
}

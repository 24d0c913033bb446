import LogPositions
import Testing
import TrackingEvents

@testable import TrackingViews

/// Guarantee 4 of the design: the same events, in whatever order they arrive, give the same answers.
@Suite struct FoldOrderTests {
    @Test(arguments: 0..<UInt64(12))
    func isIndependentOfTheOrderOfArrival(_ seed: UInt64) throws {
        let history = RandomHistory(seed: seed, eventCount: 260)
        let expected = try dumpAfterFolding(history, steps: oneByOne(history))
        #expect(!expected.isEmpty)
        var random = SeededGenerator(seed: seed &+ 1_000)
        for arrival in 0..<3 {
            let found = try dumpAfterFolding(history, steps: randomSteps(history, using: &random))
            for (line, other) in zip(expected, found) where line != other {
                Issue.record("seed \(seed), arrival \(arrival):\nin order   \(line)\nas arrived \(other)")
            }
            #expect(found.count == expected.count)
        }
        #expect(try dumpAfterFolding(history, steps: [history.script.extents()]) == expected)
    }

    private func dumpAfterFolding(_ history: RandomHistory, steps: [[LogID: UInt64]]) throws -> [String] {
        let temporary = try TemporaryViews()
        for step in steps { try temporary.views.fold(from: history.script, ends: step) }
        #expect(try temporary.views.foldedEnds == history.script.extents())
        return try stateDump(temporary.views, of: history)
    }

    /// Each event in a fold of its own, in the total order.
    private func oneByOne(_ history: RandomHistory) throws -> [[LogID: UInt64]] {
        var orders: [EventOrder] = []
        for (log, end) in history.script.extents() {
            try history.script.visit(log, .zero..<SequenceNumber(end)) { events in
                orders += events.map(\.order)
                return .continue
            }
        }
        return orders.sorted().map { [$0.position.log: $0.position.sequence.rawValue + 1] }
    }

    private func randomSteps(_ history: RandomHistory, using random: inout SeededGenerator) -> [[LogID: UInt64]] {
        var ends: [LogID: UInt64] = [:]
        var steps: [[LogID: UInt64]] = []
        let extents = history.script.extents()
        let logs = extents.keys.sorted()
        while ends != extents {
            let log = logs.randomElement(using: &random)!
            let end = min((ends[log] ?? 0) + UInt64.random(in: 1...25, using: &random), extents[log]!)
            ends[log] = end
            steps.append([log: end])
        }
        return steps
    }
}

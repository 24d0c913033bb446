import LogSimulation
import SegmentLog
import Testing

/// A rewriting cut short anywhere leaves each segment as it was or as it was to become.
@Suite struct RewritingCrashTests {
    /// The log's bytes before and after an undisturbed rewriting, and how many calls that takes.
    struct Undisturbed {
        var old: [String: [UInt8]]
        var new: [String: [UInt8]]
        var records: [StoredRecord]
        var callsBefore: Int
        var callsAfter: Int
    }

    static let undisturbed: Undisturbed? = {
        let storage = SimulatedStorage()
        do {
            try RewritingLog.closed(on: storage)
            let (old, records, before) = (try RewritingLog.bytes(storage), try RewritingLog.records(storage), storage.callCount)
            _ = try RewritingLog.rewrite(storage)
            return Undisturbed(
                old: old, new: try RewritingLog.bytes(storage), records: records, callsBefore: before, callsAfter: storage.callCount)
        } catch {
            return nil
        }
    }()

    static let callNumbers = undisturbed.map { Array(0...($0.callsAfter - $0.callsBefore)) } ?? []

    /// Every segment is the old one or the new one, and all of it can be rewritten to the end.
    private func check(_ storage: SimulatedStorage, _ comment: Comment) throws {
        let known = try #require(Self.undisturbed)
        let found = try RewritingLog.bytes(storage)
        #expect(Set(found.keys) == Set(known.old.keys), comment)
        for (path, bytes) in found { #expect(bytes == known.old[path] || bytes == known.new[path], comment) }
        #expect(try LogRecovery.recover(directory: "log", storage: storage, mode: .secure).damage == [], comment)
        #expect(try RewritingLog.leftovers(storage) == [], comment)
        #expect(try RewritingLog.records(storage) == known.records, comment)
        #expect(try LogVerification.verify(directory: "log", storage: storage).isIntact, comment)
        _ = try RewritingLog.rewrite(storage)
        #expect(try RewritingLog.bytes(storage) == known.new, comment)
        #expect(try RewritingLog.leftovers(storage) == [], comment)
    }

    @Test func aCrashLeavesOldOrNew() throws {
        let storage = SimulatedStorage(recordsMoments: true)
        try RewritingLog.closed(on: storage)
        let begin = storage.moments.count - 1
        _ = try RewritingLog.rewrite(storage)
        for (number, moment) in storage.moments.enumerated().dropFirst(begin) {
            for outcome in moment.disk.outcomes(Disk.Breadth(exhaustiveCount: 3, sampleCount: 4), seed: UInt64(number)) {
                try check(SimulatedStorage(moment.disk.after(outcome)), "after call \(number), \(outcome)")
            }
        }
    }

    @Test(arguments: callNumbers.dropFirst())
    func aFailingCallLeavesOldOrNew(_ call: Int) throws {
        let storage = SimulatedStorage()
        try RewritingLog.closed(on: storage)
        storage.failCall(storage.callCount + call)
        let report = try? RewritingLog.rewrite(storage)
        if report != nil { #expect(storage.calls.last == "unlink", "only what cleans up may fail unnoticed") }
        for outcome in storage.disk.outcomes(Disk.Breadth(exhaustiveCount: 3, sampleCount: 4), seed: 1) {
            try check(storage.after(outcome), "\(outcome)")
        }
        try check(storage, "the process goes on")
    }

    @Test func thereIsSomethingToInterrupt() throws {
        let known = try #require(Self.undisturbed)
        #expect(known.new != known.old && Self.callNumbers.count > 10)
    }
}

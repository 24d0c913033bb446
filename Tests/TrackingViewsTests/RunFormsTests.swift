import LogPositions
import Testing
import TrackingEvents

@testable import TrackingViews

/// Forms of runs that are kept must never outlive what they were made of.
@Suite struct RunFormsTests {
    private let search = RunSearch(experiments: RandomHistory.experiments, view: .all)

    private func text(_ run: RunDocument) -> [UInt8] { Array("\(run)".utf8) }

    private func shown(_ views: TrackingViews, _ forms: RunForms) throws -> [String] {
        try views.searchRuns(search, forms: forms, encode: text).items.map { String(decoding: $0, as: UTF8.self) }
    }

    private func documents(_ views: TrackingViews) throws -> [String] { try views.searchRuns(search).items.map { "\($0)" } }

    /// Logs arrive one after the other, a few events at a time, so that what comes late belongs before what is there.
    @Test(arguments: UInt64(1)...12)
    func whatIsKeptFollowsEveryFold(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, eventCount: 400)
        let temporary = try TemporaryViews()
        let forms = RunForms(byteCountMax: 1 << 20)
        let extents = history.script.extents()
        var random = SeededGenerator(seed: seed)
        var ends: [LogID: UInt64] = [:]
        while ends != extents {
            let log = extents.keys.sorted().randomElement(using: &random)!
            ends[log] = min(extents[log]!, (ends[log] ?? 0) + UInt64.random(in: 1...9, using: &random))
            try temporary.views.fold(from: history.script, ends: ends)
            #expect(try shown(temporary.views, forms) == documents(temporary.views))
        }
        try temporary.views.rebuild(from: history.script)
        #expect(try shown(temporary.views, forms) == documents(temporary.views))
    }

    @Test func aRebuildThatNumbersTheRunsAnewIsNoticed() throws {
        let temporary = try TemporaryViews()
        let forms = RunForms(byteCountMax: 1 << 20)
        for names in [["a", "b"], ["b", "a"]] {
            let script = EventScript()
            for name in names {
                script.add(
                    .runCreated(
                        RunCreated(
                            run: RunID(name), experiment: RandomHistory.experiments[0], name: name, userID: "", startTime: 1,
                            artifactLocation: .tree(path: "1"), tags: [])))
            }
            try temporary.views.rebuild(from: script)
            #expect(try shown(temporary.views, forms) == documents(temporary.views))
        }
    }

    @Test func anUnchangedRunIsNotEncodedAgain() throws {
        let temporary = try TemporaryViews()
        let script = FiveRuns.script()
        try temporary.views.fold(from: script)
        let forms = RunForms(byteCountMax: 1 << 20)
        var encoded: [String] = []
        func look() throws {
            _ = try temporary.views.searchRuns(RunSearch(experiments: [FiveRuns.experiment]), forms: forms) {
                encoded.append($0.id.rawValue)
                return text($0)
            }
        }
        try look()
        #expect(encoded.sorted() == ["A", "B", "C", "D", "E"])
        encoded = []
        try look()
        #expect(encoded.isEmpty)
        script.add(.runUpdated(RunUpdated(run: RunID("D"), name: "new")))
        try temporary.views.fold(from: script)
        try look()
        #expect(encoded == ["D"])
    }

    @Test func memoryIsBounded() throws {
        let forms = RunForms(byteCountMax: 64 << 10)
        let runs = (1...1_000).map { StampedRun(row: $0, stamp: $0) }
        for run in runs { forms.keep([UInt8](repeating: 0, count: 1_000), of: run) }
        let kept = forms.forms(of: runs).compactMap { $0 }.count
        #expect((10...64).contains(kept))
        // The last one is still there; one that alone is too large never is.
        #expect(forms.forms(of: [runs[999]])[0] != nil)
        forms.keep([UInt8](repeating: 0, count: 40 << 10), of: runs[0])
        #expect(forms.forms(of: [runs[0]])[0] == nil)
    }
}

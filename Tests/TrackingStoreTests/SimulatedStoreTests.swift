import Foundation
import LogSimulation
import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

/// A store on a machine that loses power or kills the process after any call. Its key is the one file that does not go through the storage: it lies in a
/// real directory, as if it had been there before.
@Suite struct SimulatedStoreTests {
    let directory = TemporaryDirectory()
    var path: String { directory.path(of: "store") }

    /// Two processes, one after the other, log params and wait for each, and a third packs their logs; the moments carry the number of those acknowledged.
    private func run(on storage: SimulatedStorage) throws -> RunID {
        var run: RunID?
        var acknowledged = 0
        for life in 0..<2 {
            let store = try TestStore(at: path, storage: storage)
            try store.fold()
            let here = try run ?? store.commands.start(in: try store.commands.create("a").value.id).value.id
            run = here
            for _ in 0..<3 {
                try store.commands.log(here, param: "p\(acknowledged)", "1").ticket?.wait()
                acknowledged += 1
                storage.mark(acknowledged)
            }
            if life == 1 {
                try store.directory.close()
                let tidy = try TestStore(at: path, storage: storage)
                #expect(try tidy.directory.maintenance(.whole).step()?.packedLogCount == 2)
            }
            storage.killProcess()
        }
        return try #require(run)
    }

    @Test func everyAcknowledgedCommandIsThereAfterEveryCrash() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let storage = SimulatedStorage(below: directory.path, recordsMoments: true)
        let run = try run(on: storage)
        var examined: Set<String> = []
        for (number, moment) in storage.moments.enumerated() {
            for outcome in moment.disk.outcomes(Disk.Breadth(exhaustiveCount: 3, sampleCount: 8), seed: UInt64(number)) {
                let disk = moment.disk.after(outcome)
                guard examined.insert("\(moment.mark) \(disk.digest)").inserted else { continue }
                try check(SimulatedStorage(disk), run, acknowledged: moment.mark, "after \(number), \(moment.call): \(outcome)")
            }
        }
        print("store: \(examined.count) crash states, 0 acknowledged commands lost")
        #expect(examined.count > 100)
    }

    private func check(_ storage: SimulatedStorage, _ run: RunID, acknowledged: Int, _ comment: Comment) throws {
        let store = try TestStore(at: path, storage: storage)
        try store.fold()
        let found = Set(store.facts.state.runParams[run]?.keys.map { $0 } ?? [])
        #expect(found.isSuperset(of: (0..<acknowledged).map { "p\($0)" }), comment)
        // And it goes on, with a log of its own.
        try store.commands.create("after").ticket?.wait()
        try store.fold()
        #expect(store.facts.experiment(named: "after") != nil, comment)
        #expect(try StoreVerification.run(on: store.directory).findings == [], comment)
        try store.directory.close()
    }
}

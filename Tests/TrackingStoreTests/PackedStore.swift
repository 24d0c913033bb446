import Foundation
import LogPositions
import SegmentLog
import Testing
import TrackingEvents

@testable import TrackingStore

/// A store to which many processes have written a little, one after the other.
final class PackedStore: Sendable {
    let directory = TemporaryDirectory()
    var path: String { directory.path(of: "store") }

    /// Opens, writes a run and a model, closes; as many times. Each time leaves two logs.
    func write(_ openings: Range<Int>, clock: any WallClock = SystemWallClock()) throws {
        for opening in openings {
            let store = try TestStore(at: path, clock: clock)
            try store.fold()
            let experiment = try store.commands.create("e\(opening)").value.id
            let run = try store.commands.start(in: experiment).value.id
            _ = try store.commands.log(run, param: "p", "\(opening)")
            try store.commands.register("m\(opening)").ticket?.wait()
            try store.directory.close()
        }
    }

    @discardableResult
    func maintain(_ limits: StoreMaintenance.Limits = .whole, at path: String? = nil) throws -> StoreMaintenance.Outcome? {
        let store = try StoreDirectory.open(at: path ?? self.path, access: .readWrite, createIfMissing: false, logger: .silent)
        let outcome = try store.maintenance(limits).step()
        try store.close()
        return outcome
    }

    /// Every event of the store, by position.
    func events(at path: String? = nil) throws -> [Event] {
        let store = try TestStore(at: path ?? self.path, access: .readOnly)
        try store.fold()
        return store.facts.events
    }

    func verify(at path: String? = nil) throws -> StoreVerification {
        let store = try StoreDirectory.open(at: path ?? self.path, access: .readOnly, createIfMissing: false, logger: .silent)
        return try StoreVerification.run(on: store)
    }

    func names(_ folder: String) -> [String] { (path + "/" + folder).filesBelow }
    var packs: [String] { names("packs").filter { $0.hasSuffix(".pack") } }
}

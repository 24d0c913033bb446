import CairnCore
import SegmentLog
import TrackingStore

extension StoreLocation {
    /// Opens the store for writing, gives one command, and returns when its event is durable.
    func command<Value>(_ body: (CairnStore) throws -> Committed<Value>) throws {
        try use(.readWrite) { store in
            try body(store).ticket?.wait()
        }
    }

    /// Says what was done.
    func confirm(_ verb: String, _ what: String) throws {
        if json { try JSONOutput.print([verb: what]) } else { print("\(verb) \(what)") }
    }
}

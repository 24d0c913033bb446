import CairnCore
import SegmentLog
import TrackingEvents
import TrackingStore
import TrackingViews

/// Short forms for tests.
extension CairnStore {
    static func forWriting(_ directory: TemporaryDirectory, keepsFolding: Bool = true) throws -> CairnStore {
        try open(
            at: directory.path,
            StoreOptions(access: .readWrite, createIfMissing: true, keepsFolding: keepsFolding, agent: "test"))
    }

    static func forReading(_ directory: TemporaryDirectory) throws -> CairnStore {
        let store = try open(at: directory.path, StoreOptions(access: .readOnly, agent: "test"))
        try store.catchUp()
        return store
    }

    /// Creates an experiment, durably.
    @discardableResult
    func makeExperiment(_ name: String) throws -> ExperimentID {
        let made = try commands.createExperiment(name: name, artifactLocation: nil, tags: [], by: localOrigin())
        try made.ticket?.wait()
        return made.value.id
    }

    func knows(_ name: String) throws -> Bool {
        try waitUntilReadable()
        return try views.experimentDocument(named: name) != nil
    }
}

import TrackingEvents

/// What a log holds: a writer has one log of each label, so that whoever copies logs can choose without decoding them.
enum LogLabel: String, CaseIterable, Sendable {
    /// Experiments, runs, logged models, artifacts.
    case tracking
    /// Registered models and their versions.
    case registry

    var bytes: [UInt8] { Array(rawValue.utf8) }

    /// Where events of this type go.
    init(of type: EventType) {
        self = (60..<80).contains(type.rawValue) ? .registry : .tracking
    }
}

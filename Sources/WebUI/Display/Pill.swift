import TrackingEvents

/// A word in a coloured frame: a status or a stage.
struct Pill: Sendable, Hashable {
    var text: String
    /// A class of the style sheet: `good`, `bad`, `busy`, `plain`.
    var tone: String

    var fields: Fields { ["text": text, "tone": tone] }

    init(_ status: RunStatus) {
        switch status {
        case .running: (text, tone) = ("running", "busy")
        case .scheduled: (text, tone) = ("scheduled", "plain")
        case .finished: (text, tone) = ("finished", "good")
        case .failed: (text, tone) = ("failed", "bad")
        case .killed: (text, tone) = ("killed", "bad")
        }
    }

    init(_ status: LoggedModelStatus) {
        switch status {
        case .unspecified: (text, tone) = ("unknown", "plain")
        case .pending: (text, tone) = ("pending", "busy")
        case .ready: (text, tone) = ("ready", "good")
        case .uploadFailed: (text, tone) = ("failed", "bad")
        }
    }

    /// nil for a version in no stage.
    init?(_ stage: ModelStage) {
        switch stage {
        case .none: return nil
        case .staging: (text, tone) = ("Staging", "busy")
        case .production: (text, tone) = ("Production", "good")
        case .archived: (text, tone) = ("Archived", "plain")
        }
    }
}

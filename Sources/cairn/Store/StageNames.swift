import TrackingEvents

/// How stages and states are called in tables and in JSON.
extension LifecycleStage {
    var name: String { self == .active ? "active" : "deleted" }
}

extension RunStatus {
    var name: String {
        switch self {
        case .running: "running"
        case .scheduled: "scheduled"
        case .finished: "finished"
        case .failed: "failed"
        case .killed: "killed"
        }
    }
}

extension ModelStage {
    var name: String {
        switch self {
        case .none: "None"
        case .staging: "Staging"
        case .production: "Production"
        case .archived: "Archived"
        }
    }
}

extension LoggedModelStatus {
    var name: String {
        switch self {
        case .unspecified: "unspecified"
        case .pending: "pending"
        case .ready: "ready"
        case .uploadFailed: "upload failed"
        }
    }
}

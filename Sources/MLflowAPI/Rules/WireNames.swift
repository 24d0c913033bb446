import TrackingEvents

/// An enumeration as it stands on the wire: by name in answers, by name or number in requests.
protocol WireNamed: CaseIterable, RawRepresentable<UInt8> {
    var mlflowName: String { get }
}

extension RunStatus: WireNamed {
    var mlflowName: String {
        switch self {
        case .running: "RUNNING"
        case .scheduled: "SCHEDULED"
        case .finished: "FINISHED"
        case .failed: "FAILED"
        case .killed: "KILLED"
        }
    }
}

extension LoggedModelStatus: WireNamed {
    var mlflowName: String {
        switch self {
        case .unspecified: "LOGGED_MODEL_STATUS_UNSPECIFIED"
        case .pending: "LOGGED_MODEL_PENDING"
        case .ready: "LOGGED_MODEL_READY"
        case .uploadFailed: "LOGGED_MODEL_UPLOAD_FAILED"
        }
    }
}

/// Which of active and deleted entities a search is over.
enum ViewType: UInt8, WireNamed {
    case activeOnly = 1
    case deletedOnly = 2
    case all = 3

    var mlflowName: String {
        switch self {
        case .activeOnly: "ACTIVE_ONLY"
        case .deletedOnly: "DELETED_ONLY"
        case .all: "ALL"
        }
    }
}

extension ModelStage {
    /// As it stands in answers; requests may use any letter case.
    var mlflowName: String {
        switch self {
        case .none: "None"
        case .staging: "Staging"
        case .production: "Production"
        case .archived: "Archived"
        }
    }
}

extension LifecycleStage {
    var mlflowName: String {
        switch self {
        case .active: "active"
        case .deleted: "deleted"
        }
    }
}

extension RequestFields {
    /// An enumeration's value by name or by number; unknown ones are an error.
    func enumeration<Value: WireNamed>(_ name: String, _: Value.Type = Value.self) throws(APIError) -> Value? {
        guard let node = try value(of: name) else { return nil }
        if document.kind(of: node) == .string {
            let text = document.string(at: node)
            if let value = Value.allCases.first(where: { $0.mlflowName == text }) { return value }
        }
        if let number = document.integer(at: node), let raw = UInt8(exactly: number), let value = Value(rawValue: raw) {
            return value
        }
        let known = Value.allCases.map(\.mlflowName).joined(separator: ", ")
        throw invalid(node, name, "expected one of \(known)")
    }
}

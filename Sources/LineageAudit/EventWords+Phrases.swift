import TrackingEvents

extension EventWords {
    /// In typographic quotes; a line break would break the line that it stands in.
    func quoted(_ text: String) -> String { "“" + String(text.map { $0.isNewline ? " " : $0 }) + "”" }

    /// `3 params`, `1 param`; nil for none.
    func counted(_ count: Int, _ noun: String) -> String? {
        count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    func points(_ columns: MetricColumns) -> String? {
        guard let points = counted(columns.count, "metric point") else { return nil }
        let keys = Set(columns.series.map(\.key))
        if let key = keys.first, keys.count == 1 { return "\(points) of \(quoted(key))" }
        return "\(points) of \(keys.count) metrics"
    }

    /// `a, b and c`; `nothing` for none.
    func list(_ parts: [String?]) -> String {
        let parts = parts.compactMap { $0 }
        guard let last = parts.last else { return "nothing" }
        let others = parts.dropLast()
        return others.isEmpty ? last : others.joined(separator: ", ") + " and " + last
    }

    func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    func word(for status: RunStatus) -> String {
        switch status {
        case .running: "running"
        case .scheduled: "scheduled"
        case .finished: "finished"
        case .failed: "failed"
        case .killed: "killed"
        }
    }

    func word(for status: LoggedModelStatus) -> String {
        switch status {
        case .unspecified: "of no status"
        case .pending: "pending"
        case .ready: "ready"
        case .uploadFailed: "failed in its upload"
        }
    }

    func word(for stage: ModelStage) -> String {
        switch stage {
        case .none: "None"
        case .staging: "Staging"
        case .production: "Production"
        case .archived: "Archived"
        }
    }

    func word(for location: ArtifactLocation) -> String {
        switch location {
        case .tree(let path): path
        case .elsewhere(let uri): uri
        }
    }
}

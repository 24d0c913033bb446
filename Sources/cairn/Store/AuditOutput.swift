import LineageAudit
import LogPositions
import TrackingEvents
import TrackingViews

/// The audit of a version, as `--json` prints it.
struct AuditOutput: Encodable {
    struct Entry: Encodable {
        var position: String
        var time: Int64
        /// The writer's logical clock ran more than five minutes ahead of its wall clock.
        var clockAhead: Bool
        var actor: String
        var assurance: String
        var client: String
        var host: String
        var type: String
        var about: String
        var summary: String
        var reason: String?
        var details: [Detail]
    }
    struct Detail: Encodable {
        var key: String
        var value: String
    }

    var model: String
    var version: UInt32
    var identity: String
    var stage: String
    var aliases: [String]
    var events: [Entry]

    init(_ document: ModelVersionDocument, _ audit: VersionAudit) {
        model = document.modelName
        version = document.number
        identity = audit.version.description
        stage = document.stage.name
        aliases = document.aliases
        events = audit.entries.map(Entry.init)
    }
}

extension AuditOutput.Entry {
    fileprivate init(_ entry: AuditEntry) {
        position = entry.position.description
        time = entry.wallClockMilliseconds
        clockAhead = entry.isStampAhead
        actor = entry.actor.name
        assurance = Self.words(for: entry.actor.assurance)
        client = entry.agent.client
        host = entry.agent.host
        type = entry.type.description
        about = entry.relation.rawValue
        summary = entry.summary
        reason = entry.reason
        details = entry.details.map { AuditOutput.Detail(key: $0.key, value: $0.value) }
    }

    private static func words(for assurance: Actor.Assurance) -> String {
        switch assurance {
        case .asserted: "asserted"
        case .authenticated(let store, let token): "authenticated by \(store), token \(token)"
        }
    }
}

extension AuditOutput {
    /// The audit for people: a line for what happened, then who and where, then at most `detailLimit` details of each event.
    func text(detailLimit: Int) -> String {
        var lines = ["\(TextTable.oneLine(model)), version \(version)  (stage \(stage)\(aliases.map { ", @" + $0 }.joined()))", ""]
        for event in events {
            lines += event.lines(detailLimit: detailLimit)
        }
        lines.append("\(events.count) events")
        return lines.joined(separator: "\n")
    }
}

extension AuditOutput.Entry {
    fileprivate func lines(detailLimit: Int) -> [String] {
        let ahead = clockAhead ? "  (its clock ran ahead)" : ""
        var lines = [
            "\(TimeText.of(milliseconds: time))\(ahead)  \(type)  \(TextTable.oneLine(summary))",
            "    by \(TextTable.oneLine(actor)) (\(assurance)), \(TextTable.oneLine(client)) on \(TextTable.oneLine(host))",
            "    at \(position)",
        ]
        if let reason { lines.append("    because \(TextTable.oneLine(reason))") }
        lines += details.prefix(detailLimit).map { "      \($0.key) = \(Self.shortened(TextTable.oneLine($0.value)))" }
        if details.count > detailLimit { lines.append("      … \(details.count - detailLimit) more; --full shows them") }
        return lines + [""]
    }

    private static func shortened(_ text: String) -> String { text.count > 160 ? text.prefix(157) + "…" : text }
}

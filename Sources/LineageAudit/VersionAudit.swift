package import TrackingEvents

/// Every event behind a model version, replayed in the total order of events: what made its model, and what became of it.
///
/// Writes nothing, and depends on the events alone: the same events give the same audit, in whatever order they arrived. Erased events and those of later
/// releases are listed as such. What the registered model's other versions went through is left out, except where it touched this one.
/// See section "Lineage" of the architecture page.
package struct VersionAudit: Hashable, Sendable {
    package let version: ModelVersionID
    package let model: RegisteredModelID
    /// The number that the authority gave it; nil while it has only a provisional one.
    package let number: UInt32?
    /// In the total order of events.
    package let entries: [AuditEntry]

    /// Replays what is behind `version`.
    ///
    /// - Throws: `LineageAuditError`, and whatever source and index throw.
    package static func of(
        version: ModelVersionID, model: RegisteredModelID, events source: any EventSource, index: any EntityIndex
    ) throws -> VersionAudit {
        guard let creation = try source.event(at: version.creation), creation.head.type == .modelVersionCreated,
            creation.head.entities.contains(.registeredModel(model))
        else { throw LineageAuditError.notAVersion(version.creation) }

        let positions = try index.positions(of: .registeredModel(model)) + index.positions(of: .modelVersion(version))
        let registry = RegistryHistory(of: version, history: try source.events(at: positions + [version.creation]))
        var walk = LineageWalk(source: source, index: index)
        try walk.walk(from: creation)

        let words = EventWords(versionNumbers: registry.numbers)
        return VersionAudit(
            version: version, model: model, number: registry.numbers[version], entries: entries(registry.events + walk.events, words: words)
        )
    }

    /// One entry an event: the first relation that was found counts, and the version's own come first.
    private static func entries(_ found: [(event: Event, relation: AuditRelation)], words: EventWords) -> [AuditEntry] {
        var seen: Set<EventOrder> = []
        return found.filter { seen.insert($0.event.order).inserted }
            .map { AuditEntry($0.event, relation: $0.relation, words: words) }
            .sorted { $0.order < $1.order }
    }
}

import LogPositions
import TrackingEvents

/// The history of one registered model, replayed in order: which number each version has, and which events touched one of them.
struct RegistryHistory {
    private(set) var numbers: [ModelVersionID: UInt32] = [:]
    /// The events that concern the version, in order.
    private(set) var events: [(event: Event, relation: AuditRelation)] = []

    private let version: ModelVersionID
    /// Which version each alias points at, at this point of the replay.
    private var aliases: [String: ModelVersionID] = [:]

    /// Replays `history`, all events that name the registered model or the version, in the total order of events.
    init(of version: ModelVersionID, history: [Event]) {
        self.version = version
        for event in history {
            if let relation = relation(of: event) { events.append((event, relation)) }
            apply(event)
        }
    }

    private func relation(of event: Event) -> AuditRelation? {
        let entities = event.head.entities
        if event.position == version.creation || entities.contains(.modelVersion(version)) { return .version }
        switch event.body.payload {
        case .registeredModelCreated, .registeredModelRenamed, .registeredModelDescribed, .registeredModelDeleted, .registeredModelTagged,
            .registeredModelTagRemoved:
            return .registeredModel
        case .aliasSet(let it): return aliases[it.alias] == version ? .registeredModel : nil
        case .aliasRemoved(let it): return aliases[it.alias] == version ? .registeredModel : nil
        // Nobody can tell what it said: it is shown, unless its head says that it is about another version only.
        case .unknown, nil: return isAboutAnotherVersion(event) ? nil : .registeredModel
        default: return nil
        }
    }

    /// An erased alias that was set on another version may have been this one's, so it does not count as another's business.
    private func isAboutAnotherVersion(_ event: Event) -> Bool {
        if event.head.type == .modelVersionCreated { return true }
        if event.head.type == .aliasSet { return false }
        return event.head.entities.contains { if case .modelVersion = $0 { true } else { false } }
    }

    private mutating func apply(_ event: Event) {
        switch event.body.payload {
        case .versionNumberAssigned(let it): if numbers[it.version] == nil { numbers[it.version] = it.number }
        case .aliasSet(let it): aliases[it.alias] = it.version
        case .aliasRemoved(let it): aliases[it.alias] = nil
        case .modelVersionDeleted(let it): aliases = aliases.filter { $0.value != it.version }
        case .registeredModelDeleted: aliases = [:]
        default: break
        }
    }
}

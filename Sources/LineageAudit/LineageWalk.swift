import LogPositions
import TrackingEvents

/// Goes from a version's creation upstream: to its logged model, its run, the runs above, and the models that these read. Each is visited once,
/// so that a circle of references ends.
struct LineageWalk {
    /// What was found, in the order of the walk.
    private(set) var events: [(event: Event, relation: AuditRelation)] = []

    private let source: any EventSource
    private let index: any EntityIndex
    private var pending: [(entity: EntityID, relation: AuditRelation)] = []
    private var visited: Set<EntityID> = []

    init(source: any EventSource, index: any EntityIndex) {
        self.source = source
        self.index = index
    }

    /// Collects everything upstream of the event that created a version.
    ///
    /// Its head is asked, not its payload, so that a redaction does not cut the lineage.
    mutating func walk(from creation: Event) throws {
        for entity in creation.head.entities {
            switch entity {
            case .run: pending.append((entity, .run))
            case .loggedModel: pending.append((entity, .loggedModel))
            default: break
            }
        }
        while !pending.isEmpty {
            let (entity, relation) = pending.removeFirst()
            guard visited.insert(entity).inserted else { continue }
            let history = try source.events(at: try index.positions(of: entity)).filter { Self.isBehind(entity, $0) }
            events += history.map { ($0, relation) }
            for event in history { follow(event, relation: relation) }
        }
    }

    /// Whether an event that names `entity` belongs to what made it. A sibling model of the same run does not, nor what others did with the
    /// model later, nor the registration of other versions.
    private static func isBehind(_ entity: EntityID, _ event: Event) -> Bool {
        if event.head.entities.first == entity { return true }
        return event.head.type == .runOutputsLogged
    }

    /// Notes what lies upstream of an event. Heads are asked where they say enough, so that a redaction does not cut the lineage.
    private mutating func follow(_ event: Event, relation: AuditRelation) {
        switch event.head.type {
        case .loggedModelCreated, .runOutputsLogged:
            for case .run(let run) in event.head.entities { pending.append((.run(run), relation == .input ? .input : .run)) }
        case .runInputsLogged:
            for case .loggedModel(let model) in event.head.entities { pending.append((.loggedModel(model), .input)) }
        default: break
        }
        switch event.body.payload {
        case .runCreated(let it): followParent(in: it.tags, relation: relation)
        case .runDataLogged(let it): followParent(in: it.tags, relation: relation)
        default: break
        }
    }

    /// The tag by which MLflow's clients say which run is above.
    private static let parentTag = "mlflow.parentRunId"

    private mutating func followParent(in tags: [Tag], relation: AuditRelation) {
        for tag in tags where tag.key == Self.parentTag && !tag.value.isEmpty {
            pending.append((.run(RunID(tag.value)), relation == .input ? .input : .parentRun))
        }
    }
}

import TrackingEvents

/// How an entity stands in the index of positions: kind and name.
struct EntityKey: Hashable {
    var kind: Int64
    var name: ExactText

    init(_ entity: EntityID) {
        switch entity {
        case .experiment(let id): (kind, name) = (1, ExactText(id.description))
        case .run(let id): (kind, name) = (2, ExactText(id.rawValue))
        case .loggedModel(let id): (kind, name) = (3, ExactText(id.rawValue))
        case .registeredModel(let id): (kind, name) = (4, ExactText(id.rawValue))
        case .modelVersion(let id): (kind, name) = (5, ExactText(id.description))
        }
    }

    var values: [SQLValue] { [.integer(kind), .text(name.text)] }
}

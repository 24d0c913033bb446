import TrackingEvents

/// Tags as pages show them: what people set, and below it what MLflow's clients set for themselves.
struct TagFields {
    private let tags: [Tag]

    init(_ tags: [Tag]) { self.tags = tags }

    /// For the partial `tags`.
    var fields: Fields {
        let own = tags.filter { !$0.key.hasPrefix("mlflow.") }
        let system = tags.filter { $0.key.hasPrefix("mlflow.") && $0.key != "mlflow.note.content" }
        return [
            "hasTags": !own.isEmpty, "tags": own.map(\.fields), "hasSystemTags": !system.isEmpty, "systemTags": system.map(\.fields),
        ]
    }

    /// A tag's value; nil where it is absent or empty.
    subscript(key: String) -> String? { tags.first { $0.key == key && !$0.value.isEmpty }?.value }

    /// What people wrote about the entity.
    var note: String? { self["mlflow.note.content"] }
}

extension Tag {
    var fields: Fields { ["key": key, "value": value] }
}

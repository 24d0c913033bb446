import TrackingEvents
import TrackingViews

/// A registered model as `--json` prints it.
struct RegisteredModelOutput: Encodable {
    var name: String
    var description: String?
    var created: Int64
    var updated: Int64
    var tags: [String: String]
    var aliases: [String: UInt32]
    var latestVersions: [ModelVersionOutput]

    init(_ model: RegisteredModelDocument) {
        name = model.name
        description = model.description
        created = model.creationTime
        updated = model.lastUpdateTime
        tags = model.tags.dictionary
        aliases = Dictionary(model.aliases.map { ($0.alias, $0.number) }) { _, last in last }
        latestVersions = model.latestVersions.map(ModelVersionOutput.init)
    }

    var text: String {
        var lines = ["model        \(TextTable.oneLine(name))"]
        if let description, !description.isEmpty { lines.append("description  \(TextTable.oneLine(description))") }
        lines.append("created      \(TimeText.of(milliseconds: created))")
        lines += tags.sorted { $0.key < $1.key }.map { "tag          \($0.key) = \(TextTable.oneLine($0.value))" }
        lines += aliases.sorted { $0.key < $1.key }.map { "alias        @\($0.key) = version \($0.value)" }
        lines += latestVersions.map { "version      \($0.version) (\($0.stage)), \(TimeText.of(milliseconds: $0.created))" }
        return lines.joined(separator: "\n")
    }
}

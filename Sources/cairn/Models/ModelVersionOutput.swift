import TrackingEvents
import TrackingViews

/// A model version as `--json` prints it.
struct ModelVersionOutput: Encodable {
    var name: String
    var version: UInt32
    var stage: String
    var aliases: [String]
    var description: String?
    var source: String
    var storage: String?
    var run: String?
    var loggedModel: String?
    var created: Int64
    var updated: Int64
    var tags: [String: String]
    /// Where the event that created it lies.
    var position: String

    init(_ document: ModelVersionDocument) {
        name = document.modelName
        version = document.number
        stage = document.stage.name
        aliases = document.aliases
        description = document.description
        source = document.source.text
        storage = document.storage?.text
        run = document.run?.rawValue
        loggedModel = document.loggedModel?.rawValue
        created = document.creationTime
        updated = document.lastUpdateTime
        tags = document.tags.dictionary
        position = document.id.description
    }

    var text: String {
        var lines = ["version      \(TextTable.oneLine(name)) \(version)", "stage        \(stage)"]
        if !aliases.isEmpty { lines.append("aliases      \(aliases.map { "@" + $0 }.joined(separator: ", "))") }
        if let description, !description.isEmpty { lines.append("description  \(TextTable.oneLine(description))") }
        lines.append("source       \(source)")
        if let storage { lines.append("files        \(storage)") }
        if let run { lines.append("run          \(run)") }
        if let loggedModel { lines.append("model        \(loggedModel)") }
        lines.append("created      \(TimeText.of(milliseconds: created))")
        lines += tags.sorted { $0.key < $1.key }.map { "tag          \($0.key) = \(TextTable.oneLine($0.value))" }
        lines.append("position     \(position)")
        return lines.joined(separator: "\n")
    }
}

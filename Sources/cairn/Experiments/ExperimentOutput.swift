import TrackingEvents
import TrackingViews

/// An experiment as `--json` prints it.
struct ExperimentOutput: Encodable {
    var id: String
    var name: String
    var stage: String
    var artifactLocation: String
    var created: Int64
    var updated: Int64
    var tags: [String: String]

    init(_ document: ExperimentDocument) {
        id = "\(document.id)"
        name = document.name
        stage = document.stage.name
        artifactLocation = document.artifactLocation.text
        created = document.creationTime
        updated = document.lastUpdateTime
        tags = document.tags.dictionary
    }

    var text: String {
        var lines = [
            "experiment  \(id)", "name        \(TextTable.oneLine(name))", "stage       \(stage)", "artifacts   \(artifactLocation)",
            "created     \(TimeText.of(milliseconds: created))",
        ]
        lines += tags.sorted { $0.key < $1.key }.map { "tag         \($0.key) = \(TextTable.oneLine($0.value))" }
        return lines.joined(separator: "\n")
    }
}

import TrackingEvents
import TrackingViews

/// A logged model as `--json` prints it.
struct LoggedModelOutput: Encodable {
    var id: String
    var name: String
    var status: String
    var stage: String
    var experiment: String
    var run: String?
    var artifactLocation: String
    var created: Int64
    var params: [String: String]
    var tags: [String: String]

    init(_ model: LoggedModelDocument) {
        id = model.id.rawValue
        name = model.name
        status = model.status.name
        stage = model.stage.name
        experiment = "\(model.experiment)"
        run = model.sourceRun?.rawValue
        artifactLocation = model.artifactLocation.text
        created = model.creationTime
        params = model.params.dictionary
        tags = model.tags.dictionary
    }

    var text: String {
        var lines = [
            "logged model  \(id)", "name          \(TextTable.oneLine(name))", "status        \(status), \(stage)",
            "experiment    \(experiment)", "artifacts     \(artifactLocation)", "created       \(TimeText.of(milliseconds: created))",
        ]
        if let run { lines.append("run           \(run)") }
        lines += params.sorted { $0.key < $1.key }.map { "param         \($0.key) = \(TextTable.oneLine($0.value))" }
        lines += tags.sorted { $0.key < $1.key }.map { "tag           \($0.key) = \(TextTable.oneLine($0.value))" }
        return lines.joined(separator: "\n")
    }
}

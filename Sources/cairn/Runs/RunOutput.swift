import TrackingEvents
import TrackingViews

/// A run as `--json` prints it.
struct RunOutput: Encodable {
    struct Metric: Encodable {
        var key: String
        var value: Double
        var step: Int64
        var timestamp: Int64
        var loggedModel: String?
        var dataset: String?
    }
    struct Input: Encodable {
        var name: String
        var digest: String
        var tags: [String: String]
    }

    var id: String
    var experiment: String
    var name: String
    var user: String
    var status: String
    var stage: String
    var started: Int64
    var ended: Int64?
    var artifactLocation: String
    var params: [String: String]
    var metrics: [Metric]
    var tags: [String: String]
    var datasets: [Input]
    var modelInputs: [String]
    var modelOutputs: [String]

    init(_ run: RunDocument) {
        id = "\(run.id)"
        experiment = "\(run.experiment)"
        name = run.name
        user = run.userID
        status = run.status.name
        stage = run.stage.name
        started = run.startTime
        ended = run.endTime
        artifactLocation = run.artifactLocation.text
        params = run.params.dictionary
        metrics = run.metrics.map {
            Metric(
                key: $0.series.key, value: $0.point.value, step: $0.point.step, timestamp: $0.point.timestamp,
                loggedModel: $0.series.model?.rawValue, dataset: $0.series.datasetName)
        }
        tags = run.tags.dictionary
        datasets = run.datasetInputs.map {
            Input(name: $0.dataset.name, digest: $0.dataset.digest, tags: $0.tags.dictionary)
        }
        modelInputs = run.modelInputs.map(\.rawValue)
        modelOutputs = run.modelOutputs.map(\.model.rawValue)
    }

    var text: String {
        var table = TextTable("", "KEY", "VALUE")
        for (key, value) in params.sorted(by: { $0.key < $1.key }) { table.add("param", key, value) }
        for metric in metrics { table.add("metric", metric.key, "\(metric.value) (step \(metric.step))") }
        for (key, value) in tags.sorted(by: { $0.key < $1.key }) { table.add("tag", key, value) }
        for input in datasets { table.add("dataset", input.name, input.digest) }
        for model in modelInputs { table.add("input", "model", model) }
        for model in modelOutputs { table.add("output", "model", model) }
        let ending = ended.map(TimeText.of(milliseconds:)) ?? "-"
        return """
            run         \(id)
            name        \(TextTable.oneLine(name))
            experiment  \(experiment)
            status      \(status), \(stage)
            user        \(TextTable.oneLine(user))
            started     \(TimeText.of(milliseconds: started))
            ended       \(ending)
            artifacts   \(artifactLocation)

            \(table.text(orIfEmpty: "nothing logged"))
            """
    }
}

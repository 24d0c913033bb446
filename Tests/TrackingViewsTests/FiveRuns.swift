import TrackingEvents

@testable import TrackingViews

/// The five runs of the surface's table of searches: metric m is 1, 2, NaN, absent, -1; they started at 100, 200, …
enum FiveRuns {
    static let experiment = ExperimentID(7)

    static func script() -> EventScript {
        let script = EventScript()
        script.add(
            .experimentCreated(ExperimentCreated(experiment: experiment, name: "five", artifactLocation: .tree(path: "7"), tags: [])))
        let metrics: [Double?] = [1, 2, .nan, nil, -1]
        let params: [String?] = ["abc", "ABC", "axc", nil, "xabc"]
        for (index, name) in ["A", "B", "C", "D", "E"].enumerated() {
            let run = RunID(name)
            script.add(
                .runCreated(
                    RunCreated(
                        run: run, experiment: experiment, name: "run \(name)", userID: "user\(name)", startTime: Int64(index + 1) * 100,
                        artifactLocation: .tree(path: "7/\(name)/artifacts"), tags: [Tag(key: "mlflow.runName", value: "run \(name)")])))
            var columns = MetricColumns()
            if let value = metrics[index] {
                columns.append(MetricPoint(value: value, timestamp: 5, step: 0), to: MetricSeries(key: "m"))
            }
            let logged = params[index].map { [Param(key: "p", value: $0)] } ?? []
            script.add(
                .runDataLogged(
                    RunDataLogged(run: run, metrics: columns, params: logged, tags: [Tag(key: "a b", value: index < 2 ? "x" : "y")])))
        }
        script.add(.runUpdated(RunUpdated(run: RunID("A"), status: .finished, endTime: 900)))
        script.add(.runUpdated(RunUpdated(run: RunID("B"), status: .failed, endTime: 800)))
        script.add(
            .runInputsLogged(
                RunInputsLogged(
                    run: RunID("C"),
                    datasets: [
                        DatasetInput(
                            dataset: Dataset(name: "iris", digest: "d1", sourceType: "local", source: "{}"),
                            tags: [Tag(key: "mlflow.data.context", value: "train")])
                    ], models: [])))
        return script
    }
}

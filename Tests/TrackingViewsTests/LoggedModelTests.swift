import Testing
import TrackingEvents

@testable import TrackingViews

/// Logged models: sections 2.13 and 2.11.6 of the surface.
@Suite struct LoggedModelTests {
    let temporary: TemporaryViews
    let script = EventScript()
    var views: TrackingViews { temporary.views }
    private let experiment = ExperimentID(3)

    init() throws {
        temporary = try TemporaryViews()
        script.add(.experimentCreated(ExperimentCreated(experiment: experiment, name: "e", artifactLocation: .tree(path: "3"), tags: [])))
        for (index, name) in ["one", "two", "three"].enumerated() {
            script.add(
                .loggedModelCreated(
                    LoggedModelCreated(
                        model: LoggedModelID("m-\(name)"), experiment: experiment, name: name, modelType: index == 0 ? "sklearn" : nil,
                        sourceRun: RunID("r\(index)"), artifactLocation: .tree(path: "3/models/m-\(name)/artifacts"),
                        params: [Param(key: "depth", value: "\(index)")], tags: [Tag(key: "t", value: "V\(index)")])))
        }
        script.add(.loggedModelStatusChanged(LoggedModelStatusChanged(model: LoggedModelID("m-two"), status: .ready)))
        log("acc", 0.5, on: "m-one", dataset: "train")
        log("acc", 0.9, on: "m-one", dataset: "test")
        log("acc", 0.7, on: "m-two", dataset: "train")
    }

    private func log(_ key: String, _ value: Double, on model: String, dataset: String) {
        var columns = MetricColumns()
        columns.append(
            MetricPoint(value: value, timestamp: 1, step: 0),
            to: MetricSeries(key: key, model: LoggedModelID(model), datasetName: dataset, datasetDigest: "1"))
        script.add(.runDataLogged(RunDataLogged(run: RunID("r"), metrics: columns, params: [], tags: [])))
    }

    private func found(_ conditions: [LoggedModelCondition], datasets: [DatasetSelector] = [], order: [LoggedModelOrder] = []) throws
        -> [String]
    {
        try views.fold(from: script)
        let search = LoggedModelSearch(experiments: [experiment], datasets: datasets, conditions: conditions, order: order)
        return try views.searchLoggedModels(search).items.map(\.name)
    }

    @Test func showsAModelWithItsMetrics() throws {
        try views.fold(from: script)
        let model = try #require(try views.loggedModelDocument(LoggedModelID("m-one")))
        #expect(model.status == .pending && model.modelType == "sklearn" && model.sourceRun == RunID("r0"))
        #expect(model.metrics.map(\.point.value) == [0.9, 0.5] && model.metrics.map(\.series.datasetName) == ["test", "train"])
        #expect(model.params == [Param(key: "depth", value: "0")])
        #expect(try views.params(of: LoggedModelID("m-one"), among: ["depth", "x"]) == ["depth": "0"])
        #expect(try views.tags(of: LoggedModelID("m-one"), among: ["t"]) == ["t": "V0"])
    }

    @Test func hidesTheDeleted() throws {
        script.add(.loggedModelLifecycleChanged(LoggedModelLifecycleChanged(model: LoggedModelID("m-one"), stage: .deleted)))
        #expect(try found([]) == ["three", "two"])
        #expect(try views.loggedModelDocument(LoggedModelID("m-one")) == nil)
        #expect(try views.loggedModelDocument(LoggedModelID("m-one"), includingDeleted: true) != nil)
        #expect(try views.loggedModel(LoggedModelID("m-one"))?.stage == .deleted)
        script.add(.experimentLifecycleChanged(ExperimentLifecycleChanged(experiment: experiment, stage: .deleted)))
        #expect(try found([]).isEmpty)
    }

    @Test func comparesAttributesParamsAndTags() throws {
        #expect(try found([]) == ["three", "two", "one"])
        #expect(try found([.attribute(.name, .like("t%"))]) == ["three", "two"])
        #expect(try found([.attribute(.id, .isIn(["m-one"]))]) == ["one"])
        #expect(try found([.attribute(.modelType, .equal("sklearn"))]) == ["one"])
        #expect(try found([.attribute(.sourceRun, .notIn(["r0"]))]) == ["three", "two"])
        #expect(try found([.attribute(.experiment, .equal("3"))]).count == 3)
        #expect(try found([.attribute(.artifactLocation, .ilike("MLFLOW-artifacts:/3/models/m-one/%"))]) == ["one"])
        #expect(try found([.status(isIn: [.ready])]) == ["two"])
        #expect(try found([.status(isIn: [])]).isEmpty)
        #expect(try found([.param("depth", .isIn(["0", "2"]))]) == ["three", "one"])
        #expect(try found([.tag("t", .ilike("v1"))]) == ["two"])
        #expect(try found([.tag("absent", .notEqual("x"))]).isEmpty)
        #expect(try found([.time(.creationTime, IntegerComparison(.greater, 1_002))]) == ["three", "two"])
    }

    @Test func comparesMetricsOnDatasets() throws {
        #expect(try found([.metric("acc", NumberComparison(.greater, 0.6))]) == ["two", "one"])
        let train = DatasetSelector(name: "train")
        #expect(try found([], datasets: [train]) == ["two", "one"])
        #expect(try found([.metric("acc", NumberComparison(.greater, 0.6))], datasets: [train]) == ["two"])
        #expect(try found([], datasets: [DatasetSelector(name: "train", digest: "2")]).isEmpty)
        #expect(try found([], datasets: [DatasetSelector(name: "test"), DatasetSelector(name: "x")]) == ["one"])
    }

    @Test func ordersNullsLast() throws {
        #expect(
            try found([], order: [LoggedModelOrder(field: .metric("acc", datasetName: nil, datasetDigest: nil))]) == [
                "one", "two", "three",
            ])
        #expect(
            try found([], order: [LoggedModelOrder(field: .metric("acc", datasetName: "train", datasetDigest: nil), ascending: false)])
                == ["two", "one", "three"])
        #expect(try found([], order: [LoggedModelOrder(field: .attribute(.modelType), ascending: false)]) == ["one", "three", "two"])
        #expect(try found([], order: [LoggedModelOrder(field: .attribute(.name))]) == ["one", "three", "two"])
        #expect(try found([], order: [LoggedModelOrder(field: .time(.lastUpdateTime), ascending: false)]) == ["two", "three", "one"])
    }
}

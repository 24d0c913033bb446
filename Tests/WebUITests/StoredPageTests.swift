import Foundation
import LogPositions
import Testing
import TrackingEvents
import TrackingViews

@testable import WebUI

@Suite("Pages over folded events")
struct StoredPageTests {
    private static let experiment = ExperimentID(7)
    private static let model = RegisteredModelID("model-1")

    private static func run(_ index: Int) -> EventPayload {
        .runCreated(
            RunCreated(
                run: RunID("run-\(index)"), experiment: experiment, name: "run \(index)", userID: "ada", startTime: Int64(index),
                artifactLocation: .tree(path: "7/run-\(index)/artifacts"), tags: []))
    }

    private static var payloads: [EventPayload] {
        var metrics = MetricColumns()
        for step in 0..<5 {
            metrics.append(MetricPoint(value: Double(step), timestamp: Int64(step), step: Int64(step)), to: MetricSeries(key: "loss"))
        }
        let version = ModelVersionID(creation: ListedEvents.position(7))
        return [
            .experimentCreated(
                ExperimentCreated(experiment: experiment, name: "seven", artifactLocation: .tree(path: "7"), tags: [])),
            run(0), run(1), run(2),
            .runLifecycleChanged(RunLifecycleChanged(run: RunID("run-2"), stage: .deleted)),
            .runDataLogged(RunDataLogged(run: RunID("run-0"), metrics: metrics, params: [Param(key: "C", value: "1.0")], tags: [])),
            .registeredModelCreated(RegisteredModelCreated(model: model, name: "credit scoring", description: "", tags: [])),
            .modelVersionCreated(
                ModelVersionCreated(
                    model: model, provisionalNumber: 1, source: .tree(path: "7/run-0/artifacts/model"), run: RunID("run-0"), runLink: "",
                    description: "", tags: [])),
            .versionNumberAssigned(VersionNumberAssigned(model: model, version: version, number: 1, authority: StoreID("store"), epoch: 1)),
            .aliasSet(AliasSet(model: model, alias: "champion", version: version)),
        ]
    }

    /// Opens views over the events above in a directory of their own, and renders one page.
    private func text(_ path: String, query: String? = nil) throws -> String {
        let directory = FileManager.default.temporaryDirectory.appending(path: "cairn-pages-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let views = try TrackingViews.open(at: directory, storeID: StoreID("store"))
        defer { views.close() }
        try views.fold(from: ListedEvents(Self.payloads))
        let ui = WebUI(views: views, readRunFilter: { _ in .conditions([.param("C", .equal("1.0"))]) })
        let page = try #require(try ui.page(path: path, query: query))
        #expect(page.status == 200)
        return String(decoding: page.bytes, as: UTF8.self)
    }

    @Test("The list counts an experiment's active runs")
    func counts() throws {
        let html = try text("/")
        #expect(html.contains("<a href=\"/experiments/7\">seven</a></td><td class=\"number\">7</td><td class=\"number\">2</td>"))
    }

    @Test("A filter leaves the runs that fulfil it")
    func filter() throws {
        let html = try text("/experiments/7", query: "filter=x")
        #expect(html.contains("/runs/run-0\"") && !html.contains("/runs/run-1\""))
    }

    @Test("A run's page draws its history and names what was registered from it")
    func run() throws {
        let html = try text("/experiments/7/runs/run-0")
        #expect(html.contains("loss: 5 points"))
        #expect(html.contains("<a href=\"/models/credit%20scoring/versions/1\">credit scoring version 1</a>"))
    }

    @Test("A version's page leads back to its run")
    func version() throws {
        let html = try text("/models/credit%20scoring/versions/1")
        #expect(html.contains("<a href=\"/experiments/7/runs/run-0\">run 0</a>"))
        #expect(html.contains("@champion"))
    }
}

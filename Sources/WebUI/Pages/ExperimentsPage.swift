import TrackingEvents
import TrackingViews

/// `/` and `/experiments`: all experiments, newest first.
extension WebUI {
    func experimentsPage(_ query: QueryFields) throws -> PageContent {
        let pager = Pager(query, size: 100)
        let view: ViewSelection = query["view"] == "deleted" ? .deleted : .active
        let page = try views.searchExperiments(ExperimentSearch(view: view, limit: pager.size, offset: pager.offset))
        let counts = try views.runCounts(of: page.items.map(\.id), atMost: Self.runCountMax)
        var fields: Fields = [
            "hasExperiments": !page.items.isEmpty,
            "experiments": page.items.map { Self.row($0, runCount: counts[$0.id] ?? 0) },
            "views": [
                Link(text: "Active", url: PageAddress.experiments.path).fields,
                Link(text: "Deleted", url: PageAddress.experiments.path + "?view=deleted").fields,
            ],
        ]
        fields["pager"] = pager.fields(under: PageAddress.experiments.path, hasMore: page.hasMore)
        return PageContent(template: "experiments", title: view == .deleted ? "Deleted experiments" : "Experiments", fields: fields)
    }

    /// Counting stops here: a page takes the same time however large an experiment has grown.
    private static let runCountMax = 1_000

    private static func row(_ experiment: ExperimentDocument, runCount: Int) -> Fields {
        [
            "url": PageAddress.experiment(experiment.id).path, "name": experiment.name, "id": experiment.id.description,
            "runCount": runCount < runCountMax ? "\(runCount)" : "\(runCountMax)+",
            "created": TimeText(milliseconds: experiment.creationTime).fields,
            "updated": TimeText(milliseconds: experiment.lastUpdateTime).fields, "location": experiment.artifactLocation.text,
        ]
    }
}

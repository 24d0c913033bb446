import TrackingEvents
import TrackingViews

/// `/experiments/ID`: the experiment's runs, filtered and sorted as the address says.
extension WebUI {
    func experimentPage(_ id: ExperimentID, _ query: QueryFields) throws -> PageContent {
        guard let experiment = try views.experimentDocument(id) else {
            return .notFound("There is no experiment with the ID \(id).")
        }
        let path = PageAddress.experiment(id).path
        let pager = Pager(query, size: 100)
        let sort = RunSort(query["sort"])
        let isDeleted = query["view"] == "deleted"
        var problem: String?
        var page = SearchPage<RunDocument>(items: [], hasMore: false)
        switch readRunFilter(query["filter"] ?? "") {
        case .refused(let reason): problem = reason
        case .conditions(let conditions):
            page = try views.searchRuns(
                RunSearch(
                    experiments: [id], conditions: conditions, view: isDeleted ? .deleted : .active, order: sort?.order ?? [],
                    limit: pager.size, offset: pager.offset))
        }
        let table = RunTable(page.items)
        let tags = TagFields(experiment.tags)
        var fields: Fields = [
            "url": path, "filter": query["filter"] ?? "", "hasRuns": !page.items.isEmpty, "runs": table.rows,
            "columns": table.columns(sort: sort, query: query, path: path), "id": id.description,
            "location": experiment.artifactLocation.text, "created": TimeText(milliseconds: experiment.creationTime).fields,
            "views": [Link(text: isDeleted ? "Active runs" : "Deleted runs", url: path + (isDeleted ? "" : "?view=deleted")).fields],
        ]
        fields.merge(tags.fields) { own, _ in own }
        fields["note"] = tags.note
        fields["sort"] = sort?.text
        fields["view"] = isDeleted ? "deleted" : nil
        fields["problem"] = problem
        fields["pager"] = pager.fields(under: path, hasMore: page.hasMore)
        return PageContent(
            template: "experiment", title: experiment.name, trail: [Link(text: "Experiments", url: PageAddress.experiments.path)],
            fields: fields, status: problem == nil ? 200 : 400)
    }
}

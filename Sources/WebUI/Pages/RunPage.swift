import TrackingEvents
import TrackingViews

/// `/experiments/ID/runs/RUN`: everything about one run.
extension WebUI {
    func runPage(_ id: RunID, in experiment: ExperimentID, _ query: QueryFields) throws -> PageContent {
        guard let run = try views.runDocument(id), run.experiment == experiment else {
            return .notFound("There is no run with the ID \(id) in experiment \(experiment).")
        }
        let tags = TagFields(run.tags)
        var fields = RunTable.attributes(of: run)
        fields.merge(tags.fields) { own, _ in own }
        fields.merge(try relatives(of: run, tags)) { own, _ in own }
        fields.merge(Self.data(of: run)) { own, _ in own }
        fields["id"] = run.id.rawValue
        fields["isDeleted"] = run.stage == .deleted
        fields["ended"] = run.endTime.map { TimeText(milliseconds: $0).fields }
        fields["note"] = tags.note
        fields["source"] = tags["mlflow.source.name"]
        fields["commit"] = tags["mlflow.source.git.commit"]
        fields["hasMetrics"] = !run.metrics.isEmpty
        fields["metrics"] = try MetricRows(run: id, metrics: run.metrics).fields(from: views)
        fields.merge(try artifacts(at: run.artifactLocation, of: .run(experiment, id), query)) { own, _ in own }
        return PageContent(template: "run", title: run.name, trail: try trail(to: experiment), fields: fields)
    }

    /// The pages above one of an experiment's runs or models.
    func trail(to experiment: ExperimentID) throws -> [Link] {
        let name = try views.experimentDocument(experiment)?.name ?? experiment.description
        return [
            Link(text: "Experiments", url: PageAddress.experiments.path), Link(text: name, url: PageAddress.experiment(experiment).path),
        ]
    }

    /// The artifact browser, or where else the artifacts lie.
    func artifacts(at location: ArtifactLocation, of page: PageAddress, _ query: QueryFields) throws -> Fields {
        if case .elsewhere(let uri) = location { return ["elsewhere": uri] }
        let browser =
            ArtifactBrowser(location: location, directory: query["path"], page: page.path)
            ?? ArtifactBrowser(location: location, directory: nil, page: page.path)
        return try browser.map { ["artifacts": try $0.fields(from: views)] } ?? [:]
    }

    private static func data(of run: RunDocument) -> Fields {
        let outputs = run.modelOutputs.map { ($0.model, "output") }
        let models = outputs + run.modelInputs.map { ($0, "input") }
        return [
            "hasParams": !run.params.isEmpty, "params": run.params.map(\.fields),
            "hasDatasets": !run.datasetInputs.isEmpty, "datasets": run.datasetInputs.map(row),
            "hasModels": !models.isEmpty,
            "models": models.map { model, role -> Fields in
                ["text": model.rawValue, "url": PageAddress.loggedModel(run.experiment, model).path, "role": role]
            },
        ]
    }

    private static func row(_ input: DatasetInput) -> Fields {
        [
            "name": input.dataset.name, "digest": input.dataset.digest, "sourceType": input.dataset.sourceType,
            "source": String(input.dataset.source.prefix(300)),
            "context": input.tags.first { $0.key == "mlflow.data.context" }?.value ?? "",
        ]
    }

    /// Its parent, its children and the versions that were registered from it.
    private func relatives(of run: RunDocument, _ tags: TagFields) throws -> Fields {
        let isChild = RunCondition.tag("mlflow.parentRunId", .equal(run.id.rawValue))
        let children = try views.searchRuns(
            RunSearch(experiments: [run.experiment], conditions: [isChild], order: [RunOrder(field: .time(.startTime))], limit: 50))
        let versions = try views.searchVersions(
            VersionSearch(conditions: [.attribute(.runID, .equal(run.id.rawValue))], prompts: .included, limit: 100))
        var fields: Fields = [
            "hasChildren": !children.items.isEmpty, "children": children.items.map(RunTable.attributes),
            "hasVersions": !versions.items.isEmpty, "versions": versions.items.map(VersionRow.fields),
        ]
        if children.hasMore {
            let query = QueryFields("").setting("filter", to: "tags.mlflow.parentRunId = '\(run.id.rawValue)'")
            fields["moreChildren"] = query.address(under: PageAddress.experiment(run.experiment).path)
        }
        if let parent = tags["mlflow.parentRunId"] { fields["parent"] = try link(toRun: RunID(parent)) }
        return fields
    }

    /// A link by the run's name; its ID alone where nothing is known of it.
    func link(toRun id: RunID) throws -> Fields {
        guard let run = try views.runDocument(id) else { return ["text": id.rawValue] }
        return Link(text: run.name, url: PageAddress.run(run.experiment, run.id).path).fields
    }
}

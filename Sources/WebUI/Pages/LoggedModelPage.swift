import TrackingEvents
import TrackingViews

/// `/experiments/ID/models/M-ID`: one logged model, which MLflow 3 clients link to after `log_model`.
extension WebUI {
    func loggedModelPage(_ id: LoggedModelID, in experiment: ExperimentID, _ query: QueryFields) throws -> PageContent {
        guard let model = try views.loggedModelDocument(id, includingDeleted: true), model.experiment == experiment else {
            return .notFound("There is no logged model with the ID \(id) in experiment \(experiment).")
        }
        var fields: Fields = [
            "id": id.rawValue, "status": Pill(model.status).fields, "isDeleted": model.stage == .deleted,
            "created": TimeText(milliseconds: model.creationTime).fields, "location": model.artifactLocation.text,
            "hasMetrics": !model.metrics.isEmpty, "metrics": model.metrics.map(MetricRows.fields),
            "hasParams": !model.params.isEmpty, "params": model.params.map(\.fields),
        ]
        fields["statusMessage"] = model.statusMessage
        fields["modelType"] = model.modelType.flatMap { $0.isEmpty ? nil : $0 }
        fields["run"] = try model.sourceRun.map { try link(toRun: $0) }
        fields.merge(TagFields(model.tags).fields) { own, _ in own }
        fields.merge(try artifacts(at: model.artifactLocation, of: .loggedModel(experiment, id), query)) { own, _ in own }
        return PageContent(template: "logged-model", title: model.name, trail: try trail(to: experiment), fields: fields)
    }
}

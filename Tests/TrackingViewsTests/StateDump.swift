import TrackingEvents

@testable import TrackingViews

/// All that the views say about a random history, as lines.
func stateDump(_ views: TrackingViews, of history: RandomHistory) throws -> [String] {
    var lines: [String] = []
    lines += try views.searchExperiments(ExperimentSearch(view: .all)).items.map { "\($0)" }
    lines += try views.searchRuns(RunSearch(experiments: RandomHistory.experiments, view: .all)).items.map { "\($0)" }
    for run in RandomHistory.runs {
        for key in RandomHistory.keys { lines.append("\(try views.metricHistory(run: run, key: key).items)") }
        lines.append("\(try views.paramConflicts(of: run))")
        lines.append("\(run) \(try views.positions(of: .run(run)))")
    }
    lines += try views.searchLoggedModels(LoggedModelSearch(experiments: RandomHistory.experiments)).items.map { "\($0)" }
    for model in RandomHistory.models { lines.append("\(try views.loggedModelDocument(model, includingDeleted: true) as Any)") }
    lines += try views.searchRegisteredModels(RegisteredModelSearch(prompts: .included)).items.map { "\($0)" }
    lines += try views.searchVersions(VersionSearch(prompts: .included)).items.map { "\($0)" }
    for version in history.versions { lines.append("\(version) \(try views.positions(of: .modelVersion(version)))") }
    for model in RandomHistory.registered {
        lines.append("\(try views.isKnown(model)) \(try views.latestVersion(of: model) as Any)")
        for alias in ["best", "last"] { lines.append("\(try views.version(of: model, alias: alias) as Any)") }
    }
    for name in ["n", "o", "p", "q"] { lines.append("\(try views.registeredModel(named: name) as Any)") }
    for path in ["", "1", "1/a", "2"] { lines.append("\(path): \(try views.listArtifacts(below: path))") }
    for path in ["1/a/b", "1/a/c", "1/d", "2/a"] { lines.append("\(try views.artifact(at: path) as Any)") }
    for request in ["q1", "q2", "q3"] { lines.append("\(try views.event(ofRequest: RequestID(request))?.position as Any)") }
    return lines
}

import SwiftProtobuf

extension RunCreated: WirePayload {
    var wire: WireRunCreated {
        var wire = WireRunCreated()
        wire.run = run.wire
        wire.experiment = experiment.rawValue
        wire.name = name
        wire.userID = userID
        wire.startTime = startTime
        wire.artifactLocation = artifactLocation.wire
        wire.tags = tags.map(\.wire)
        return wire
    }

    init(_ wire: WireRunCreated) throws(WireFieldError) {
        try WireFieldError.require(wire.hasRun, "run")
        self.init(
            run: RunID(wire.run), experiment: ExperimentID(wire.experiment), name: wire.name, userID: wire.userID,
            startTime: wire.startTime,
            artifactLocation: try ArtifactLocation(wire.artifactLocation, field: "artifact_location"),
            tags: wire.tags.map(Tag.init(_:)))
    }
}

extension RunUpdated: WirePayload {
    var wire: WireRunUpdated {
        var wire = WireRunUpdated()
        wire.run = run.wire
        if let status { wire.status = WireRunStatus(rawValue: Int(status.rawValue)) ?? .unspecified }
        if let endTime { wire.endTime = endTime }
        if let name { wire.name = name }
        return wire
    }

    init(_ wire: WireRunUpdated) throws(WireFieldError) {
        try WireFieldError.require(wire.hasRun, "run")
        self.init(
            run: RunID(wire.run), status: wire.hasStatus ? try known(wire.status.rawValue, field: "status") : nil,
            endTime: wire.hasEndTime ? wire.endTime : nil, name: wire.hasName ? wire.name : nil)
    }
}

extension RunLifecycleChanged: WirePayload {
    var wire: WireRunLifecycleChanged {
        var wire = WireRunLifecycleChanged()
        wire.run = run.wire
        wire.stage = WireLifecycleStage(rawValue: Int(stage.rawValue)) ?? .unspecified
        return wire
    }

    init(_ wire: WireRunLifecycleChanged) throws(WireFieldError) {
        try WireFieldError.require(wire.hasRun, "run")
        self.init(run: RunID(wire.run), stage: try known(wire.stage.rawValue, field: "stage"))
    }
}

extension RunDataLogged: WirePayload {
    var wire: WireRunDataLogged {
        var wire = WireRunDataLogged()
        wire.run = run.wire
        if !metrics.isEmpty { wire.metrics = metrics.wire }
        wire.params = params.map(\.wire)
        wire.tags = tags.map(\.wire)
        return wire
    }

    init(_ wire: WireRunDataLogged) throws(WireFieldError) {
        try WireFieldError.require(wire.hasRun, "run")
        self.init(
            run: RunID(wire.run), metrics: try MetricColumns(wire.metrics), params: wire.params.map(Tag.init(_:)),
            tags: wire.tags.map(Tag.init(_:)))
    }
}

extension RunTagRemoved: WirePayload {
    var wire: WireRunTagRemoved {
        var wire = WireRunTagRemoved()
        wire.run = run.wire
        wire.key = key
        return wire
    }

    init(_ wire: WireRunTagRemoved) throws(WireFieldError) {
        try WireFieldError.require(wire.hasRun, "run")
        self.init(run: RunID(wire.run), key: wire.key)
    }
}

extension RunOutputsLogged: WirePayload {
    var wire: WireRunOutputsLogged {
        var wire = WireRunOutputsLogged()
        wire.run = run.wire
        wire.models = models.map(\.wire)
        return wire
    }

    init(_ wire: WireRunOutputsLogged) throws(WireFieldError) {
        try WireFieldError.require(wire.hasRun, "run")
        var models: [ModelOutput] = []
        for output in wire.models { models.append(try ModelOutput(output)) }
        self.init(run: RunID(wire.run), models: models)
    }
}

extension ModelOutput {
    fileprivate var wire: WireModelOutput {
        var wire = WireModelOutput()
        wire.model = model.wire
        wire.step = step
        return wire
    }

    fileprivate init(_ wire: WireModelOutput) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "models.model")
        self.init(model: LoggedModelID(wire.model), step: wire.step)
    }
}

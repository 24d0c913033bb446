import SwiftProtobuf

extension LoggedModelCreated: WirePayload {
    var wire: WireLoggedModelCreated {
        var wire = WireLoggedModelCreated()
        wire.model = model.wire
        wire.experiment = experiment.rawValue
        wire.name = name
        if let modelType { wire.modelType = modelType }
        if let sourceRun { wire.sourceRun = sourceRun.wire }
        wire.artifactLocation = artifactLocation.wire
        wire.params = params.map(\.wire)
        wire.tags = tags.map(\.wire)
        return wire
    }

    init(_ wire: WireLoggedModelCreated) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(
            model: LoggedModelID(wire.model), experiment: ExperimentID(wire.experiment), name: wire.name,
            modelType: wire.hasModelType ? wire.modelType : nil,
            sourceRun: wire.hasSourceRun ? RunID(wire.sourceRun) : nil,
            artifactLocation: try ArtifactLocation(wire.artifactLocation, field: "artifact_location"),
            params: wire.params.map(Tag.init(_:)), tags: wire.tags.map(Tag.init(_:)))
    }
}

extension LoggedModelStatusChanged: WirePayload {
    var wire: WireLoggedModelStatusChanged {
        var wire = WireLoggedModelStatusChanged()
        wire.model = model.wire
        wire.status = WireLoggedModelStatus(rawValue: Int(status.rawValue)) ?? .unspecified
        if let message { wire.message = message }
        return wire
    }

    init(_ wire: WireLoggedModelStatusChanged) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(
            model: LoggedModelID(wire.model), status: try known(wire.status.rawValue, field: "status"),
            message: wire.hasMessage ? wire.message : nil)
    }
}

extension LoggedModelTagged: WirePayload {
    var wire: WireLoggedModelTagged {
        var wire = WireLoggedModelTagged()
        wire.model = model.wire
        wire.tags = tags.map(\.wire)
        return wire
    }

    init(_ wire: WireLoggedModelTagged) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(model: LoggedModelID(wire.model), tags: wire.tags.map(Tag.init(_:)))
    }
}

extension LoggedModelTagRemoved: WirePayload {
    var wire: WireLoggedModelTagRemoved {
        var wire = WireLoggedModelTagRemoved()
        wire.model = model.wire
        wire.key = key
        return wire
    }

    init(_ wire: WireLoggedModelTagRemoved) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(model: LoggedModelID(wire.model), key: wire.key)
    }
}

extension LoggedModelParamsLogged: WirePayload {
    var wire: WireLoggedModelParamsLogged {
        var wire = WireLoggedModelParamsLogged()
        wire.model = model.wire
        wire.params = params.map(\.wire)
        return wire
    }

    init(_ wire: WireLoggedModelParamsLogged) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(model: LoggedModelID(wire.model), params: wire.params.map(Tag.init(_:)))
    }
}

extension LoggedModelLifecycleChanged: WirePayload {
    var wire: WireLoggedModelLifecycleChanged {
        var wire = WireLoggedModelLifecycleChanged()
        wire.model = model.wire
        wire.stage = WireLifecycleStage(rawValue: Int(stage.rawValue)) ?? .unspecified
        return wire
    }

    init(_ wire: WireLoggedModelLifecycleChanged) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(model: LoggedModelID(wire.model), stage: try known(wire.stage.rawValue, field: "stage"))
    }
}

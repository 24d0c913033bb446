import SwiftProtobuf

extension ModelVersionCreated: WirePayload {
    var wire: WireModelVersionCreated {
        var wire = WireModelVersionCreated()
        wire.model = model.wire
        wire.provisionalNumber = provisionalNumber
        wire.source = source.wire
        if let storage { wire.storage = storage.wire }
        if let run { wire.run = run.wire }
        if let loggedModel { wire.loggedModel = loggedModel.wire }
        wire.runLink = runLink
        wire.description_p = description
        wire.tags = tags.map(\.wire)
        return wire
    }

    init(_ wire: WireModelVersionCreated) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(
            model: RegisteredModelID(wire.model), provisionalNumber: wire.provisionalNumber,
            source: try ArtifactLocation(wire.source, field: "source"),
            storage: wire.hasStorage ? try ArtifactLocation(wire.storage, field: "storage") : nil,
            run: wire.hasRun ? RunID(wire.run) : nil,
            loggedModel: wire.hasLoggedModel ? LoggedModelID(wire.loggedModel) : nil, runLink: wire.runLink,
            description: wire.description_p, tags: wire.tags.map(Tag.init(_:)))
    }
}

extension VersionNumberAssigned: WirePayload {
    var wire: WireVersionNumberAssigned {
        var wire = WireVersionNumberAssigned()
        wire.model = model.wire
        wire.version = version.wire
        wire.number = number
        wire.authority = authority.wire
        wire.epoch = epoch
        return wire
    }

    init(_ wire: WireVersionNumberAssigned) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        try WireFieldError.require(wire.hasVersion, "version")
        try WireFieldError.require(wire.hasAuthority, "authority")
        self.init(
            model: RegisteredModelID(wire.model), version: try ModelVersionID(wire.version, field: "version"),
            number: wire.number, authority: StoreID(wire.authority), epoch: wire.epoch)
    }
}

extension ModelVersionDescribed: WirePayload {
    var wire: WireModelVersionDescribed {
        var wire = WireModelVersionDescribed()
        wire.model = model.wire
        wire.version = version.wire
        if let description { wire.description_p = description }
        return wire
    }

    init(_ wire: WireModelVersionDescribed) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        try WireFieldError.require(wire.hasVersion, "version")
        self.init(
            model: RegisteredModelID(wire.model), version: try ModelVersionID(wire.version, field: "version"),
            description: wire.hasDescription_p ? wire.description_p : nil)
    }
}

extension StageChanged: WirePayload {
    var wire: WireStageChanged {
        var wire = WireStageChanged()
        wire.model = model.wire
        wire.version = version.wire
        wire.stage = WireModelStage(rawValue: Int(stage.rawValue)) ?? .unspecified
        wire.archived = archived.map(\.wire)
        return wire
    }

    init(_ wire: WireStageChanged) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        try WireFieldError.require(wire.hasVersion, "version")
        var archived: [ModelVersionID] = []
        for version in wire.archived { archived.append(try ModelVersionID(version, field: "archived")) }
        self.init(
            model: RegisteredModelID(wire.model), version: try ModelVersionID(wire.version, field: "version"),
            stage: try known(wire.stage.rawValue, field: "stage"), archived: archived)
    }
}

extension ModelVersionTagged: WirePayload {
    var wire: WireModelVersionTagged {
        var wire = WireModelVersionTagged()
        wire.model = model.wire
        wire.version = version.wire
        wire.tags = tags.map(\.wire)
        return wire
    }

    init(_ wire: WireModelVersionTagged) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        try WireFieldError.require(wire.hasVersion, "version")
        self.init(
            model: RegisteredModelID(wire.model), version: try ModelVersionID(wire.version, field: "version"),
            tags: wire.tags.map(Tag.init(_:)))
    }
}

extension ModelVersionTagRemoved: WirePayload {
    var wire: WireModelVersionTagRemoved {
        var wire = WireModelVersionTagRemoved()
        wire.model = model.wire
        wire.version = version.wire
        wire.key = key
        return wire
    }

    init(_ wire: WireModelVersionTagRemoved) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        try WireFieldError.require(wire.hasVersion, "version")
        self.init(
            model: RegisteredModelID(wire.model), version: try ModelVersionID(wire.version, field: "version"),
            key: wire.key)
    }
}

extension ModelVersionDeleted: WirePayload {
    var wire: WireModelVersionDeleted {
        var wire = WireModelVersionDeleted()
        wire.model = model.wire
        wire.version = version.wire
        return wire
    }

    init(_ wire: WireModelVersionDeleted) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        try WireFieldError.require(wire.hasVersion, "version")
        self.init(model: RegisteredModelID(wire.model), version: try ModelVersionID(wire.version, field: "version"))
    }
}

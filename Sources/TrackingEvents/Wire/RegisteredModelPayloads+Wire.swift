import SwiftProtobuf

extension RegisteredModelCreated: WirePayload {
    var wire: WireRegisteredModelCreated {
        var wire = WireRegisteredModelCreated()
        wire.model = model.wire
        wire.name = name
        if let description { wire.description_p = description }
        wire.tags = tags.map(\.wire)
        return wire
    }

    init(_ wire: WireRegisteredModelCreated) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(
            model: RegisteredModelID(wire.model), name: wire.name,
            description: wire.hasDescription_p ? wire.description_p : nil, tags: wire.tags.map(Tag.init(_:)))
    }
}

extension RegisteredModelRenamed: WirePayload {
    var wire: WireRegisteredModelRenamed {
        var wire = WireRegisteredModelRenamed()
        wire.model = model.wire
        wire.name = name
        return wire
    }

    init(_ wire: WireRegisteredModelRenamed) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(model: RegisteredModelID(wire.model), name: wire.name)
    }
}

extension RegisteredModelDescribed: WirePayload {
    var wire: WireRegisteredModelDescribed {
        var wire = WireRegisteredModelDescribed()
        wire.model = model.wire
        if let description { wire.description_p = description }
        return wire
    }

    init(_ wire: WireRegisteredModelDescribed) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(model: RegisteredModelID(wire.model), description: wire.hasDescription_p ? wire.description_p : nil)
    }
}

extension RegisteredModelDeleted: WirePayload {
    var wire: WireRegisteredModelDeleted {
        var wire = WireRegisteredModelDeleted()
        wire.model = model.wire
        return wire
    }

    init(_ wire: WireRegisteredModelDeleted) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(model: RegisteredModelID(wire.model))
    }
}

extension RegisteredModelTagged: WirePayload {
    var wire: WireRegisteredModelTagged {
        var wire = WireRegisteredModelTagged()
        wire.model = model.wire
        wire.tags = tags.map(\.wire)
        return wire
    }

    init(_ wire: WireRegisteredModelTagged) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(model: RegisteredModelID(wire.model), tags: wire.tags.map(Tag.init(_:)))
    }
}

extension RegisteredModelTagRemoved: WirePayload {
    var wire: WireRegisteredModelTagRemoved {
        var wire = WireRegisteredModelTagRemoved()
        wire.model = model.wire
        wire.key = key
        return wire
    }

    init(_ wire: WireRegisteredModelTagRemoved) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(model: RegisteredModelID(wire.model), key: wire.key)
    }
}

extension AliasSet: WirePayload {
    var wire: WireAliasSet {
        var wire = WireAliasSet()
        wire.model = model.wire
        wire.alias = alias
        wire.version = version.wire
        return wire
    }

    init(_ wire: WireAliasSet) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        try WireFieldError.require(wire.hasVersion, "version")
        self.init(
            model: RegisteredModelID(wire.model), alias: wire.alias,
            version: try ModelVersionID(wire.version, field: "version"))
    }
}

extension AliasRemoved: WirePayload {
    var wire: WireAliasRemoved {
        var wire = WireAliasRemoved()
        wire.model = model.wire
        wire.alias = alias
        return wire
    }

    init(_ wire: WireAliasRemoved) throws(WireFieldError) {
        try WireFieldError.require(wire.hasModel, "model")
        self.init(model: RegisteredModelID(wire.model), alias: wire.alias)
    }
}

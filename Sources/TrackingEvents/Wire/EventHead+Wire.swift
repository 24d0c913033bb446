import SwiftProtobuf

extension EventHead {
    var wire: WireHead {
        var wire = WireHead()
        wire.type = type.rawValue
        wire.schemaVersion = schemaVersion
        wire.stamp = stamp.rawValue
        wire.wallClockMilliseconds = wallClockMilliseconds
        wire.actorName = actor.name
        if case .authenticated(let store, let token) = actor.assurance {
            wire.authenticatingStore = store.wire
            wire.authenticatingToken = token
        }
        wire.agentClient = agent.client
        wire.agentHost = agent.host
        wire.agentProcessID = agent.processID
        wire.entities = entities.map(\.wire)
        if let requestID { wire.requestID = requestID.rawValue }
        return wire
    }

    init(_ wire: WireHead) throws(WireFieldError) {
        try WireFieldError.require(wire.type != 0, "type")
        try WireFieldError.require(wire.schemaVersion != 0, "schema_version")
        var entities: [EntityID] = []
        entities.reserveCapacity(wire.entities.count)
        for entity in wire.entities { entities.append(try EntityID(entity, field: "entities")) }
        self.init(
            type: EventType(rawValue: wire.type), schemaVersion: wire.schemaVersion, stamp: HybridTimestamp(rawValue: wire.stamp),
            wallClockMilliseconds: wire.wallClockMilliseconds, actor: try Actor(wire),
            agent: Agent(client: wire.agentClient, host: wire.agentHost, processID: wire.agentProcessID), entities: entities,
            requestID: wire.hasRequestID ? RequestID(wire.requestID) : nil)
    }
}

extension Actor {
    /// Both halves of an authentication, or neither: half of one must not pass for a name that somebody checked, nor for one that nobody did.
    fileprivate init(_ wire: WireHead) throws(WireFieldError) {
        self.init(name: wire.actorName)
        guard wire.hasAuthenticatingStore || wire.hasAuthenticatingToken else { return }
        try WireFieldError.require(wire.hasAuthenticatingStore, "authenticating_store")
        try WireFieldError.require(wire.hasAuthenticatingToken, "authenticating_token")
        assurance = .authenticated(store: StoreID(wire.authenticatingStore), token: wire.authenticatingToken)
    }
}

import LogPositions
import SwiftProtobuf

extension EntityID {
    var wire: WireEntity {
        switch self {
        case .experiment(let id):
            var wire = WireEntity()
            wire.kind = .experiment
            wire.number = id.rawValue
            return wire
        case .run(let id): return WireEntity(.run, id.rawValue)
        case .loggedModel(let id): return WireEntity(.loggedModel, id.rawValue, prefix: LoggedModelID.wirePrefix)
        case .registeredModel(let id): return WireEntity(.registeredModel, id.rawValue)
        case .modelVersion(let id):
            var wire = WireEntity()
            wire.kind = .modelVersion
            (wire.high, wire.low) = (id.creation.log.high, id.creation.log.low)
            wire.number = id.creation.sequence.rawValue
            return wire
        }
    }

    init(_ wire: WireEntity, field: String) throws(WireFieldError) {
        switch wire.kind {
        case .experiment: self = .experiment(ExperimentID(wire.number))
        case .run: self = .run(RunID(wire.identity()))
        case .loggedModel: self = .loggedModel(LoggedModelID(wire.identity(prefix: LoggedModelID.wirePrefix)))
        case .registeredModel: self = .registeredModel(RegisteredModelID(wire.identity()))
        case .modelVersion:
            let log = LogID(high: wire.high, low: wire.low)
            self = .modelVersion(ModelVersionID(creation: Position(log: log, sequence: SequenceNumber(wire.number))))
        case .unspecified, .UNRECOGNIZED: throw .invalid(field + ".kind")
        }
    }
}

extension WireEntity {
    fileprivate init(_ kind: Kind, _ text: String, prefix: StaticString = "") {
        self.init()
        self.kind = kind
        if let digits = HexIdentity(text, prefix: prefix) {
            (high, low) = (digits.high, digits.low)
        } else {
            self.text = text
        }
    }

    fileprivate func identity(prefix: StaticString = "") -> String {
        hasText ? text : HexIdentity(high: high, low: low).text(prefix: prefix)
    }
}

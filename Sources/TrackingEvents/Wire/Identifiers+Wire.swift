import LogPositions
import SwiftProtobuf

extension WireIdentifier {
    /// `text` as digits where it is `prefix` and 32 of them, else as it is.
    init(_ text: String, prefix: StaticString = "") {
        self.init()
        if let digits = HexIdentity(text, prefix: prefix) {
            high = digits.high
            low = digits.low
        } else {
            self.text = text
        }
    }

    func text(prefix: StaticString = "") -> String {
        hasText ? text : HexIdentity(high: high, low: low).text(prefix: prefix)
    }
}

extension RunID {
    var wire: WireIdentifier { WireIdentifier(rawValue) }
    init(_ wire: WireIdentifier) { self.init(wire.text()) }
}

extension LoggedModelID {
    static let wirePrefix: StaticString = "m-"
    var wire: WireIdentifier { WireIdentifier(rawValue, prefix: Self.wirePrefix) }
    init(_ wire: WireIdentifier) { self.init(wire.text(prefix: Self.wirePrefix)) }
}

extension RegisteredModelID {
    var wire: WireIdentifier { WireIdentifier(rawValue) }
    init(_ wire: WireIdentifier) { self.init(wire.text()) }
}

extension StoreID {
    var wire: WireIdentifier { WireIdentifier(rawValue) }
    init(_ wire: WireIdentifier) { self.init(wire.text()) }
}

extension ModelVersionID {
    var wire: WirePosition {
        var wire = WirePosition()
        wire.log = creation.log.wire
        wire.sequence = creation.sequence.rawValue
        return wire
    }

    init(_ wire: WirePosition, field: String) throws(WireFieldError) {
        try WireFieldError.require(wire.hasLog, field + ".log")
        self.init(creation: Position(log: LogID(wire.log), sequence: SequenceNumber(wire.sequence)))
    }
}

extension LogID {
    var wire: WireLogIdentifier {
        var wire = WireLogIdentifier()
        wire.high = high
        wire.low = low
        return wire
    }

    init(_ wire: WireLogIdentifier) { self.init(high: wire.high, low: wire.low) }
}

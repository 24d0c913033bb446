import SwiftProtobuf

/// A payload that a message of the schema stands for.
protocol WirePayload {
    associatedtype WireMessage: SwiftProtobuf.Message

    /// The message that says the same.
    var wire: WireMessage { get }

    /// Takes what the message says; fails when a field is missing or has a value that no event has.
    init(_ wire: WireMessage) throws(WireFieldError)
}

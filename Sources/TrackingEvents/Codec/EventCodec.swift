package import ContentHashing
package import LogPositions

/// Events to the bytes of records and back.
///
/// The contract is the schema in `Wire/Schema` (Protocol Buffers, package `cairn.events.v1`). Decoding never traps, whatever the bytes, and never
/// allocates by a number that it read. Records are hashed as written and never encoded again, so an encoding need not be canonical: fields that
/// this release does not know are passed over here and stay in the record.
package enum EventCodec {
    /// The bytes of a nonce: random, so that an erased body cannot be guessed from its hash.
    package static let nonceByteCount = 16

    package static func encodeHead(_ head: EventHead) -> [UInt8] { WireCodec.encode(head.wire) }

    /// - Precondition: `nonce` has 16 bytes.
    package static func encodeBody(nonce: [UInt8], reason: String?, payload: EventPayload) -> [UInt8] {
        precondition(nonce.count == nonceByteCount, "a nonce has 16 bytes")
        return BodyEnvelope.encode(nonce: nonce, reason: reason, payload: payload.encoded())
    }

    package static func decodeHead(_ bytes: [UInt8]) throws(EventDecodingError) -> EventHead { try decodeHead(bytes.span) }

    package static func decodeHead(_ bytes: Span<UInt8>) throws(EventDecodingError) -> EventHead {
        let message = try WireCodec.decode(WireHead.self, from: bytes, part: .head)
        do {
            return try EventHead(message)
        } catch {
            throw EventDecodingError(error.code, in: .head, field: error.field)
        }
    }

    /// - Parameters:
    ///   - type: the type that the head names.
    ///   - schemaVersion: the version that the head names. Payloads of a version other than 1 come out as `.unknown`, like unknown types.
    package static func decodeBody(
        _ bytes: [UInt8], type: EventType, schemaVersion: UInt32 = 1
    ) throws(EventDecodingError) -> EventBody {
        try decodeBody(bytes.span, type: type, schemaVersion: schemaVersion)
    }

    package static func decodeBody(
        _ bytes: Span<UInt8>, type: EventType, schemaVersion: UInt32 = 1
    ) throws(EventDecodingError) -> EventBody {
        let contents = try BodyEnvelope.decode(bytes)
        let payload = try EventPayload(
            bytes.extracting(contents.payload), type: type, schemaVersion: schemaVersion, baseOffset: contents.payload.lowerBound)
        return .full(reason: contents.reason, payload: payload)
    }

    /// The event at `position`, all of it.
    package static func decode(position: Position, head: [UInt8], body: [UInt8]) throws(EventDecodingError) -> Event {
        try decode(position: position, head: head.span, body: body.span)
    }

    /// The event at `position`, all of it.
    package static func decode(position: Position, head: Span<UInt8>, body: Span<UInt8>) throws(EventDecodingError) -> Event {
        let head = try decodeHead(head)
        let body = try decodeBody(body, type: head.type, schemaVersion: head.schemaVersion)
        return Event(position: position, head: head, body: body)
    }

    /// The event at `position`, whose body was erased.
    package static func decode(position: Position, head: [UInt8], erasedBodyHash: Digest) throws(EventDecodingError) -> Event {
        try decode(position: position, head: head.span, erasedBodyHash: erasedBodyHash)
    }

    /// The event at `position`, whose body was erased.
    package static func decode(position: Position, head: Span<UInt8>, erasedBodyHash: Digest) throws(EventDecodingError) -> Event {
        Event(position: position, head: try decodeHead(head), body: .erased(bodyHash: erasedBodyHash))
    }
}

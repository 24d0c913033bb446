import ByteCoding
import SwiftProtobuf

/// Messages to bytes and back, with errors that name the place.
enum WireCodec {
    static func encode(_ message: some SwiftProtobuf.Message) -> [UInt8] {
        do {
            return try message.serializedBytes()
        } catch {
            // The library fails for absent required fields, which this schema has none of, and beyond 2 GiB, which no request reaches.
            preconditionFailure("an event cannot be encoded: \(error)")
        }
    }

    static func encode(_ payload: some WirePayload) -> [UInt8] { encode(payload.wire) }

    static func decode<Message: SwiftProtobuf.Message>(
        _ type: Message.Type, from bytes: Span<UInt8>, part: EventDecodingError.Part, baseOffset: Int = 0
    ) throws(EventDecodingError) -> Message {
        do {
            return try Message(serializedBytes: bytes.bytes, options: options)
        } catch {
            let offset = firstMalformedField(in: bytes).map { baseOffset + $0 }
            throw EventDecodingError(.malformed, in: part, byteOffset: offset)
        }
    }

    static func decode<Payload: WirePayload>(
        _ type: Payload.Type, from bytes: Span<UInt8>, as eventType: EventType, baseOffset: Int
    ) throws(EventDecodingError) -> Payload {
        let part = EventDecodingError.Part.payload(eventType)
        let message = try decode(Payload.WireMessage.self, from: bytes, part: part, baseOffset: baseOffset)
        do {
            return try Payload(message)
        } catch {
            throw EventDecodingError(error.code, in: part, field: error.field)
        }
    }

    /// The schema nests four messages deep at most. Fields of later releases stay in the record, and are of no use here.
    private static let options: BinaryDecodingOptions = {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = 16
        options.discardUnknownFields = true
        return options
    }()

    /// Where the first field of the outermost message begins that cannot be passed over; nil when what is wrong lies deeper.
    private static func firstMalformedField(in bytes: Span<UInt8>) -> Int? {
        var reader = ByteReader(bytes)
        while !reader.isAtEnd {
            let start = reader.offset
            do {
                let tag = try reader.readFieldTag()
                try reader.skipFieldValue(of: tag)
            } catch {
                return start
            }
        }
        return nil
    }
}

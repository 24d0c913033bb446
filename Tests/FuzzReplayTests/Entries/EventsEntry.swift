import ContentHashing
import LogPositions
import TrackingEvents

/// An event's bytes: as a head, as a body, and as the payload of a body. The first byte chooses the type.
///
/// What decodes encodes, and what was encoded decodes to what encodes alike.
enum EventsEntry {
    private static let types = EventType.names.keys.sorted { $0.rawValue < $1.rawValue }
    private static let nonce = [UInt8](repeating: 7, count: EventCodec.nonceByteCount)

    static func run(_ bytes: [UInt8]) throws {
        guard let choice = bytes.first else { return }
        let type = types[Int(choice) % types.count]
        let rest = Array(bytes.dropFirst())
        try checkHead(rest)
        try checkBody(rest, type)
        try checkBody(EventCodec.encodeBody(nonce: nonce, reason: nil, payload: .unknown(type, payload: rest)), type)
        let position = Position(log: LogID(high: 1, low: 2), sequence: .zero)
        _ = try? EventCodec.decode(position: position, head: rest, body: rest)
        _ = try? EventCodec.decode(position: position, head: rest, erasedBodyHash: SHA256.digest(rest.span))
    }

    private static func checkHead(_ bytes: [UInt8]) throws {
        let head: EventHead
        do {
            head = try EventCodec.decodeHead(bytes)
        } catch {
            return try checkPlace(error, bytes)
        }
        let encoded = EventCodec.encodeHead(head)
        try FuzzFinding.unless(EventCodec.encodeHead(try EventCodec.decodeHead(encoded)) == encoded, "a head encodes otherwise")
    }

    private static func checkBody(_ bytes: [UInt8], _ type: EventType) throws {
        let body: EventBody
        do {
            body = try EventCodec.decodeBody(bytes, type: type)
        } catch {
            return try checkPlace(error, bytes)
        }
        guard case .full(let reason, let payload) = body else { throw FuzzFinding("a body of bytes came out erased") }
        let encoded = EventCodec.encodeBody(nonce: nonce, reason: reason, payload: payload)
        guard case .full(let again, let samePayload) = try EventCodec.decodeBody(encoded, type: type) else {
            throw FuzzFinding("a body of bytes came out erased")
        }
        let encodedAgain = EventCodec.encodeBody(nonce: nonce, reason: again, payload: samePayload)
        try FuzzFinding.unless(again == reason && encodedAgain == encoded, "a body of \(type) encodes otherwise")
    }

    /// An error says where, as far as that is known, and the place lies in the bytes.
    private static func checkPlace(_ error: EventDecodingError, _ bytes: [UInt8]) throws {
        try FuzzFinding.unless((error.byteOffset ?? 0) <= bytes.count && !error.description.isEmpty, "the error lies outside: \(error)")
        try FuzzFinding.unless(error.field != nil || error.code == .malformed, "the error names no place: \(error)")
    }
}

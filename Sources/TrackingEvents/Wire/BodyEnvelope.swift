import ByteCoding

/// The outer message of a body (`body.proto`), read and written by hand: three fields, and the payload is neither copied nor decoded on the way.
///
/// A test holds it to the generated message.
enum BodyEnvelope {
    private static let nonceTag: UInt8 = 1 << 3 | 2
    private static let reasonTag: UInt8 = 2 << 3 | 2
    private static let payloadTag: UInt8 = 3 << 3 | 2

    static func encode(nonce: [UInt8], reason: String?, payload: [UInt8]) -> [UInt8] {
        var writer = ByteWriter(reservingByteCount: nonce.count + (reason?.utf8.count ?? 0) + payload.count + 20)
        writer.append(nonceTag)
        writer.appendLengthPrefixed(nonce)
        if let reason {
            writer.append(reasonTag)
            writer.appendLengthPrefixed(Array(reason.utf8))
        }
        // As the generated code does it: an empty value is not written.
        if !payload.isEmpty {
            writer.append(payloadTag)
            writer.appendLengthPrefixed(payload)
        }
        return writer.bytes
    }

    /// What a body holds: the reason, and where its payload lies.
    struct Contents {
        var reason: String?
        var payload: Range<Int> = 0..<0
    }

    /// Finds the fields. The last one of a number counts, as Protocol Buffers have it; those of later releases are passed over.
    static func decode(_ bytes: Span<UInt8>) throws(EventDecodingError) -> Contents {
        var contents = Contents()
        var nonceByteCount = 0
        var reader = ByteReader(bytes)
        while !reader.isAtEnd {
            let start = reader.offset
            do {
                let tag = try reader.readFieldTag()
                switch (tag.field, tag.kind) {
                case (1, .lengthDelimited): nonceByteCount = try reader.readLengthPrefixedSpan().count
                case (2, .lengthDelimited): contents.reason = try text(reader.readLengthPrefixedSpan())
                case (3, .lengthDelimited):
                    let byteCount = try reader.readLengthPrefixedSpan().count
                    contents.payload = (reader.offset - byteCount)..<reader.offset
                default: try reader.skipFieldValue(of: tag)
                }
            } catch {
                throw EventDecodingError(.malformed, in: .body, byteOffset: start)
            }
        }
        guard nonceByteCount == EventCodec.nonceByteCount else { throw EventDecodingError(.invalid, in: .body, field: "nonce") }
        return contents
    }

    private static func text(_ bytes: Span<UInt8>) throws -> String { String(copying: try UTF8Span(validating: bytes)) }
}

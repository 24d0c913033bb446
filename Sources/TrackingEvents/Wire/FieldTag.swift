import ByteCoding

/// What stands before each field in the Protocol Buffers encoding: its number, and how to find its end.
/// Source: protobuf.dev/programming-guides/encoding.
struct FieldTag: Hashable {
    enum Kind: UInt64 {
        case varint = 0
        case fixed64 = 1
        case lengthDelimited = 2
        case fixed32 = 5
    }

    var field: UInt64
    var kind: Kind
}

extension ByteReader {
    /// Reads a tag. Groups, which the schema never uses, and field number 0 are `valueOutOfRange`.
    mutating func readFieldTag() throws(ByteDecodingError) -> FieldTag {
        let number = try readVarint()
        guard let kind = FieldTag.Kind(rawValue: number & 7), number >> 3 > 0 else { throw error(.valueOutOfRange) }
        return FieldTag(field: number >> 3, kind: kind)
    }

    /// Passes over the value that follows `tag`.
    mutating func skipFieldValue(of tag: FieldTag) throws(ByteDecodingError) {
        switch tag.kind {
        case .varint: _ = try readVarint()
        case .fixed64: try skip(count: 8)
        case .lengthDelimited: _ = try readLengthPrefixedSpan()
        case .fixed32: try skip(count: 4)
        }
    }
}

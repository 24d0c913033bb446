import ByteCoding
import ContentHashing
import TrackingEvents

/// Tags that are only ever read together, as bytes: their number, then key and value of each, lengths first.
enum TagBytes {
    static func bytes(of tags: [Tag]) -> [UInt8] {
        var writer = ByteWriter()
        writer.appendVarint(UInt64(tags.count))
        for tag in tags {
            writer.appendLengthPrefixed(Array(tag.key.utf8))
            writer.appendLengthPrefixed(Array(tag.value.utf8))
        }
        return writer.bytes
    }

    /// - Throws: `ByteDecodingError` for bytes that `bytes(of:)` did not write.
    static func tags(of bytes: [UInt8]) throws -> [Tag] {
        var reader = ByteReader(bytes.span)
        var tags: [Tag] = []
        for _ in 0..<(try reader.readVarint()) {
            let key = String(decoding: try reader.readLengthPrefixed(), as: UTF8.self)
            tags.append(Tag(key: key, value: String(decoding: try reader.readLengthPrefixed(), as: UTF8.self)))
        }
        return tags
    }

    /// A hash over what a client said of a dataset beside its name and digest.
    static func hash(of dataset: Dataset) -> [UInt8] {
        var writer = ByteWriter()
        for part in [dataset.sourceType, dataset.source, dataset.schema, dataset.profile] {
            writer.append(part == nil ? 0 : 1)
            writer.appendLengthPrefixed(Array((part ?? "").utf8))
        }
        var bytes: [UInt8] = []
        SHA256.digest(writer.bytes).append(to: &bytes)
        return bytes
    }
}

import BlockCodec
import ByteCoding

/// The points of a chunk as bytes: all timestamps, all steps (each a zigzag varint of the difference to the one before, wrapping), then the values'
/// bit patterns in eight planes, the most significant bytes first; LZ4 over it once the chunk is full.
enum ChunkPayload {
    static func raw(of points: [SeriesPoint]) -> [UInt8] {
        var writer = ByteWriter(reservingByteCount: points.count * 12)
        var last: Int64 = 0
        for point in points {
            writer.appendZigZag(point.timestamp &- last)
            last = point.timestamp
        }
        last = 0
        for point in points {
            writer.appendZigZag(point.step &- last)
            last = point.step
        }
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            for point in points { writer.append(UInt8(truncatingIfNeeded: point.value.bitPattern >> shift)) }
            if shift == 0 { break }
        }
        return writer.bytes
    }

    /// - Throws: `ByteDecodingError` for bytes that `raw(of:)` did not write.
    static func points(of raw: [UInt8], count: Int) throws -> [SeriesPoint] {
        var reader = ByteReader(raw.span)
        var points: [SeriesPoint] = []
        points.reserveCapacity(count)
        var last: Int64 = 0
        for _ in 0..<count {
            last &+= try reader.readZigZag()
            points.append(SeriesPoint(timestamp: last, step: 0, value: 0))
        }
        last = 0
        for index in 0..<count {
            last &+= try reader.readZigZag()
            points[index].step = last
        }
        var patterns = [UInt64](repeating: 0, count: count)
        for _ in 0..<8 {
            let plane = try reader.readSpan(count: count)
            for index in 0..<count { patterns[index] = patterns[index] << 8 | UInt64(plane[index]) }
        }
        for index in 0..<count { points[index].value = Double(bitPattern: patterns[index]) }
        return points
    }

    static func stored(_ points: [SeriesPoint], with codec: BlockCodec) throws -> (bytes: [UInt8], rawByteCount: Int) {
        let raw = raw(of: points)
        return (try codec.compress(raw), raw.count)
    }
}

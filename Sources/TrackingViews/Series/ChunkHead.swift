import BlockCodec

/// A row of `metric_chunks` without its payload. The points of a chunk are a sorted set; those of different chunks may overlap.
struct ChunkHead {
    /// The series, shifted by 24 bits, and the number of the chunk in it.
    var id: Int64
    var count: Int
    var first: SeriesPoint
    var last: SeriesPoint
    var codec: BlockCodec
    var rawByteCount: Int

    static let columns = """
        id, count, first_timestamp, first_step, first_value, last_timestamp, last_step, last_value, codec, raw_byte_count
        """
    static let columnCount = 10

    init(_ row: SQLRow) throws {
        id = row.integer(0)
        count = Int(row.integer(1))
        first = SeriesPoint(timestamp: row.integer(2), step: row.integer(3), value: row.metric(4))
        last = SeriesPoint(timestamp: row.integer(5), step: row.integer(6), value: row.metric(7))
        codec = BlockCodec(rawValue: UInt8(truncatingIfNeeded: row.integer(8))) ?? .none
        rawByteCount = Int(row.integer(9))
    }

    /// Whether more points may be added to it.
    var isOpen: Bool { codec == .none }

    static func ids(of series: Int64) -> (first: SQLValue, last: SQLValue) {
        (.integer(series << 24), .integer(series << 24 | 0xFF_FFFF))
    }

    func points(payload: [UInt8]) throws -> [SeriesPoint] {
        try ChunkPayload.points(of: try codec.decompress(payload, rawByteCount: rawByteCount), count: count)
    }
}

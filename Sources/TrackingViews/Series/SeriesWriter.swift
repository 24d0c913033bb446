import BlockCodec

/// Adds points to a series: to its open chunk as long as that is small, in full chunks otherwise.
struct SeriesWriter {
    let sql: SQLConnection

    /// An open chunk is rewritten at each batch that adds to it, so it stays small; many points at once fill larger chunks.
    static let openCountMax = 512
    static let fullCountMax = 4_096

    func append(_ added: [SeriesPoint], to series: Int64) throws {
        let ids = ChunkHead.ids(of: series)
        let tail = try sql.first(
            "SELECT \(ChunkHead.columns), payload FROM metric_chunks WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1",
            [ids.first, ids.last]
        ) { row -> (head: ChunkHead, points: [SeriesPoint]) in
            let head = try ChunkHead(row)
            return (head, head.isOpen ? try head.points(payload: row.blob(ChunkHead.columnCount)) : [])
        }
        var points = added
        var id = series << 24
        if let tail {
            id = tail.head.isOpen ? tail.head.id : tail.head.id + 1
            points = tail.points + added
        }
        try write(points.asSortedSet(), from: id)
    }

    private func write(_ points: [SeriesPoint], from firstID: Int64) throws {
        var id = firstID
        var rest = points[...]
        while !rest.isEmpty {
            let isFull = rest.count >= Self.openCountMax
            let part = Array(rest.prefix(Self.fullCountMax))
            rest = rest.dropFirst(part.count)
            let (bytes, rawByteCount) = try ChunkPayload.stored(part, with: isFull ? .lz4 : .none)
            try sql.run(
                "INSERT OR REPLACE INTO metric_chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", .integer(id), .integer(Int64(part.count)),
                .integer(part[0].timestamp), .integer(part[0].step), .metric(part[0].value), .integer(part[part.count - 1].timestamp),
                .integer(part[part.count - 1].step), .metric(part[part.count - 1].value),
                .integer(Int64((isFull ? BlockCodec.lz4 : .none).rawValue)), .integer(Int64(rawByteCount)), .blob(bytes))
            id += 1
        }
    }
}

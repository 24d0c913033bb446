import ContentHashing
import TrackingEvents

/// Reads the artifact tree, which is a sorted list of the paths of files.
struct ArtifactReader {
    let sql: SQLConnection

    func blob(at path: String) throws -> BlobReference? {
        try sql.first("SELECT digest, byte_count, piece_root FROM artifacts WHERE path = ?", [.text(path)]) { row in
            BlobReference(
                digest: Digest(bytes: row.blob(0)), byteCount: UInt64(bitPattern: row.integer(1)), pieceRoot: Digest(bytes: row.blob(2)))
        }
    }

    func hasFiles(below path: String) throws -> Bool {
        let below = PathRange(below: path)
        return try sql.has(
            "SELECT 1 FROM artifacts WHERE path >= ? AND path < ? LIMIT 1", [.text(below.lowerBound), .text(below.upperBound)])
    }

    /// One level below `path`. What lies below a subdirectory is skipped by a seek, not read.
    func entries(below path: String) throws -> [ArtifactEntry] {
        let below = PathRange(below: path)
        let prefixByteCount = below.lowerBound.utf8.count
        var entries: [ArtifactEntry] = []
        var start = below.lowerBound
        while true {
            var subdirectory: String?
            try sql.statement("SELECT path, byte_count FROM artifacts WHERE path >= ? AND path < ? ORDER BY path").visit(
                [.text(start), .text(below.upperBound)]
            ) { row in
                let rest = row.text(0).utf8.dropFirst(prefixByteCount)
                if let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
                    subdirectory = String(decoding: rest[..<slash], as: UTF8.self)
                    return false
                }
                let name = String(decoding: rest, as: UTF8.self)
                entries.append(ArtifactEntry(name: name, isDirectory: false, byteCount: UInt64(bitPattern: row.integer(1))))
                return true
            }
            guard let subdirectory else { break }
            entries.append(ArtifactEntry(name: subdirectory, isDirectory: true, byteCount: nil))
            start = PathRange(below: below.lowerBound + subdirectory).upperBound
        }
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}

import ContentHashing
import TrackingEvents

/// A file is what the last write to its path says, unless a later deletion names the path or a directory above it.
extension EventFolder {
    mutating func fold(_ it: ArtifactWritten, at moment: FoldMoment) throws {
        guard try !isDeleted(it.path, since: moment) else { return }
        try sql.run(
            """
            INSERT INTO artifacts VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET digest = excluded.digest, byte_count = excluded.byte_count, piece_root = excluded.piece_root,
                event_order = excluded.event_order
            WHERE excluded.event_order >= artifacts.event_order
            """, .text(it.path), .blob(bytes(of: it.blob.digest)), .integer(Int64(bitPattern: it.blob.byteCount)),
            .blob(bytes(of: it.blob.pieceRoot)), moment.orderValue)
    }

    mutating func fold(_ it: ArtifactDeleted, at moment: FoldMoment) throws {
        try sql.run(
            """
            INSERT INTO artifact_deletions VALUES (?, ?) ON CONFLICT DO UPDATE SET event_order = excluded.event_order
            WHERE excluded.event_order > artifact_deletions.event_order
            """, .text(it.path), moment.orderValue)
        try sql.run("DELETE FROM artifacts WHERE path = ? AND event_order < ?", .text(it.path), moment.orderValue)
        let below = PathRange(below: it.path)
        try sql.run(
            "DELETE FROM artifacts WHERE path >= ? AND path < ? AND event_order < ?", .text(below.lowerBound), .text(below.upperBound),
            moment.orderValue)
    }

    private func isDeleted(_ path: String, since moment: FoldMoment) throws -> Bool {
        var prefix = ""
        let components = path.split(separator: "/", omittingEmptySubsequences: false)
        for ancestor in [""]
            + components.map({ component -> String in
                prefix = prefix.isEmpty ? String(component) : prefix + "/" + component
                return prefix
            })
        {
            let isLater = try sql.has(
                "SELECT 1 FROM artifact_deletions WHERE path = ? AND event_order > ?", [.text(ancestor), moment.orderValue])
            if isLater { return true }
        }
        return false
    }

    private func bytes(of digest: Digest) -> [UInt8] {
        var bytes: [UInt8] = []
        digest.append(to: &bytes)
        return bytes
    }
}

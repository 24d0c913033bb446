import LogPositions
import TrackingEvents

/// From entities, request IDs and keys to rows.
extension EventFolder {
    mutating func index(_ event: Event) throws {
        if !event.head.entities.isEmpty {
            let log = try logRow(event.position.log)
            let sequence = Int64(bitPattern: event.position.sequence.rawValue)
            let stamp = Int64(bitPattern: event.head.stamp.rawValue)
            for entity in event.head.entities { try rows.addPosition.run(try entityRow(entity), log, sequence, stamp) }
        }
        if let request = event.head.requestID {
            try sql.run(
                """
                INSERT INTO requests VALUES (?, ?) ON CONFLICT DO UPDATE SET event_order = excluded.event_order
                WHERE excluded.event_order < requests.event_order
                """, .text(request.rawValue), .blob(PositionBytes.bytes(of: event.order)))
        }
    }

    mutating func logRow(_ log: LogID) throws -> Int64 {
        if let known = logRows[log] { return known }
        let row = try FoldedEnds.row(of: log, in: sql)
        logRows[log] = row
        return row
    }

    mutating func keyRow(_ key: String) throws -> Int64 {
        if let known = keyRows[ExactText(key)] { return known }
        let row = try row("SELECT id FROM keys WHERE text = ?", "INSERT INTO keys (text) VALUES (?)", [.text(key)])
        keyRows[ExactText(key)] = row
        return row
    }

    /// For an event that says something about the run: marks it as changed.
    mutating func runRow(_ run: RunID) throws -> Int64 {
        if let known = runRows[ExactText(run.rawValue)] {
            stamps.changed.insert(known)
            return known
        }
        let row = try row("SELECT id FROM runs WHERE run_id = ?", "INSERT INTO runs (run_id) VALUES (?)", [.of(run)])
        runRows[ExactText(run.rawValue)] = row
        stamps.changed.insert(row)
        return row
    }

    private mutating func entityRow(_ entity: EntityID) throws -> Int64 {
        let key = EntityKey(entity)
        if let known = entityRows[key] { return known }
        let row = try row(
            "SELECT id FROM entities WHERE kind = ? AND name = ?", "INSERT INTO entities (kind, name) VALUES (?, ?)", key.values)
        entityRows[key] = row
        return row
    }

    /// The row that `select` finds, or that `insert` makes.
    func row(_ select: String, _ insert: String, _ values: [SQLValue]) throws -> Int64 {
        if let known = try sql.first(select, values, { $0.integer(0) }) { return known }
        try sql.statement(insert).run(values)
        return sql.lastInsertedID
    }
}

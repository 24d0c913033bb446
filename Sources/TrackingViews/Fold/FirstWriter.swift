import TrackingEvents

/// A table of values that are written once, and the table of the values that came too late.
///
/// For each value that a key was ever given, the first place in the order is kept; the value that was first of all is the key's, the others are
/// its conflicts. So the state is the same in whatever order the writes arrive.
struct FirstWriter {
    /// Columns: owner, key, value, event_order.
    var table: String
    var conflicts: String
    var owner: String

    func write(_ value: String, _ key: [SQLValue], at moment: FoldMoment, in sql: SQLConnection) throws {
        let row = key + [.text(value), moment.orderValue]
        try sql.statement("INSERT INTO \(table) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING").run(row)
        if sql.changeCount > 0 { return }
        let standing = try sql.first("SELECT value, event_order FROM \(table) WHERE \(owner) = ? AND key = ?", key) {
            ($0.text(0), $0.blob(1))
        }
        guard let standing else { return }
        let isEarlier = moment.order.lexicographicallyPrecedes(standing.1)
        if !ExactText.same(standing.0, value) {
            let loser = isEarlier ? key + [.text(standing.0), .blob(standing.1)] : row
            try sql.statement(
                """
                INSERT INTO \(conflicts) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET event_order = min(event_order, excluded.event_order)
                """
            ).run(loser)
        }
        guard isEarlier else { return }
        try sql.statement("UPDATE \(table) SET value = ?3, event_order = ?4 WHERE \(owner) = ?1 AND key = ?2").run(row)
        try sql.statement("DELETE FROM \(conflicts) WHERE \(owner) = ? AND key = ? AND value = ?").run(key + [.text(value)])
    }
}

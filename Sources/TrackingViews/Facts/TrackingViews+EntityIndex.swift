package import LogPositions
package import TrackingEvents

extension TrackingViews: EntityIndex {
    package func positions(of entity: EntityID) throws -> [Position] {
        let orders = try read { sql in
            try sql.rows(
                """
                SELECT l.log, p.sequence, p.stamp FROM entities e CROSS JOIN entity_positions p ON p.entity = e.id
                    CROSS JOIN logs l ON l.id = p.log
                WHERE e.kind = ? AND e.name = ?
                """, EntityKey(entity).values
            ) { row in
                let position = Position(log: LogID(bytes: row.blob(0)), sequence: SequenceNumber(UInt64(bitPattern: row.integer(1))))
                return EventOrder(stamp: HybridTimestamp(rawValue: UInt64(bitPattern: row.integer(2))), position: position)
            }
        }
        return orders.sorted().map(\.position)
    }
}

extension EventFolder {
    /// Gives every run whose document this transaction may have changed a new stamp. Whoever keeps a form of a document with the stamp that it
    /// had knows from the stamp alone that the form still holds (`RunForms`), whichever process folded.
    ///
    /// A stamp is drawn at random for each transaction, so that none returns after a rebuild, which numbers the rows anew. No answer shows it:
    /// the fold stays a function of the events.
    func stampRuns() throws {
        guard !stamps.changed.isEmpty || !stamps.experiments.isEmpty else { return }
        let stamp = SQLValue.integer(try sql.first("SELECT random()", []) { $0.integer(0) } ?? 0)
        let one = try sql.statement("INSERT OR REPLACE INTO run_stamps VALUES (?, ?)")
        for run in stamps.changed.sorted() { try one.run([.integer(run), stamp]) }
        // A dataset is what was said of it first in its experiment: runs that had it later may show other words now.
        for run in stamps.placed.sorted() {
            try sql.run(
                """
                INSERT OR REPLACE INTO run_stamps
                SELECT o.run, ?2 FROM run_datasets d
                    CROSS JOIN run_datasets o ON o.name = d.name AND o.digest = d.digest AND o.event_order >= d.event_order
                WHERE d.run = ?1
                """, .integer(run), stamp)
        }
        for experiment in stamps.experiments {
            try sql.run(
                "INSERT OR REPLACE INTO run_stamps SELECT id, ?2 FROM runs WHERE experiment = ?1", .of(experiment), stamp)
        }
    }
}

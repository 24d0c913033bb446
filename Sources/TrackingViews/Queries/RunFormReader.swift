/// Reads the forms of a page of runs: those that are kept, and the others from their documents, one in memory at a time.
struct RunFormReader {
    let sql: SQLConnection
    let forms: RunForms

    /// The forms of `rows`, in that order.
    func forms(_ rows: [Int64], _ encode: (RunDocument) -> [UInt8]) throws -> [[UInt8]] {
        let runs = try rows.map { StampedRun(row: $0, stamp: try stamp(of: $0)) }
        var found = forms.forms(of: runs)
        let reader = RunReader(sql: sql)
        var datasets = DatasetReader(sql: sql)
        for index in found.indices where found[index] == nil {
            guard let document = try reader.document(rows[index], &datasets) else { continue }
            let form = encode(document)
            forms.keep(form, of: runs[index])
            found[index] = form
        }
        return found.compactMap { $0 }
    }

    /// Every run has one: the transaction that made its row drew it.
    private func stamp(of row: Int64) throws -> Int64 {
        try sql.first("SELECT stamp FROM run_stamps WHERE run = ?", [.integer(row)]) { $0.integer(0) } ?? 0
    }
}

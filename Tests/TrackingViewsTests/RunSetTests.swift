import Testing

@testable import TrackingViews

@Suite struct RunSetTests {
    @Test func hasWhatWasInserted() throws {
        let (evens, thirds) = (set((1...40).map { $0 * 2 }), set((1...50).map { $0 * 3 }))
        let both = evens.intersection(thirds)
        for row in Int64(0)...200 {
            #expect(evens.contains(row) == (row % 2 == 0 && (2...80).contains(row)))
            #expect(both.contains(row) == (row % 6 == 0 && (6...78).contains(row)))
        }
        #expect(evens.count == 40 && thirds.count == 50 && both.count == 13)
        #expect(!RunSet().contains(0) && evens.intersection(RunSet()).count == 0)
    }

    @Test func isTheSameInSQL() throws {
        let temporary = try TemporaryViews()
        let set = set([1, 7, 8, 63, 64, 1_000])
        try temporary.views.read { sql in
            for row in [Int64.min, -1, 0, 1, 7, 8, 9, 63, 64, 65, 999, 1_000, 1_001, .max] {
                let condition = set.sql("?")
                let found = try sql.has("SELECT 1 WHERE " + condition.text, condition.values + [.integer(row)])
                #expect(found == (row >= 0 && set.contains(row)), "\(row)")
            }
            #expect(try !sql.has("SELECT 1 WHERE " + RunSet().sql("1").text, RunSet().sql("1").values))
        }
    }

    private func set(_ rows: [Int64]) -> RunSet { rows.reduce(into: RunSet()) { $0.insert($1) } }
}

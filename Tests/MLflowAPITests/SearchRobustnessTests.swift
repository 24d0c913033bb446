import Testing

@testable import MLflowAPI

@Suite("Search filters that nobody meant to write")
struct SearchRobustnessTests {
    static let corpus: [String] =
        SearchRunTests.accepted.map(\.0) + SearchExperimentTests.accepted.map(\.0) + SearchRegistryTests.models.map(\.0)
        + SearchRegistryTests.versions.map(\.0) + SearchLoggedModelTests.accepted.map(\.0)

    /// Conditions or a 400, for every grammar; a trap would end the whole test run.
    private func parseWithEveryGrammar(_ text: String) {
        let parsers: [() throws -> Void] = [
            { _ = try RunSearchGrammar.conditions(of: text) },
            { _ = try ExperimentSearchGrammar.conditions(of: text) },
            { _ = try RegisteredModelSearchGrammar.conditions(of: text) },
            { _ = try VersionSearchGrammar.conditions(of: text) },
            { _ = try LoggedModelSearchGrammar.conditions(of: text) },
            { _ = try RunSearchGrammar.order(of: [text]) },
            { _ = try LoggedModelSearchGrammar.order(of: [LoggedModelOrderItem(fieldName: text)]) },
        ]
        for parse in parsers {
            do { try parse() } catch {
                let error = error as? APIError
                #expect(error?.code == .invalidParameterValue)
                #expect((1..<1_500).contains(error?.message.utf8.count ?? 0))
            }
        }
    }

    @Test("Every truncation of every filter parses or is refused", arguments: corpus)
    func truncations(filter: String) {
        let bytes = Array(filter.utf8)
        for count in 0...bytes.count { parseWithEveryGrammar(String(decoding: bytes.prefix(count), as: UTF8.self)) }
    }

    @Test("Random edits of every filter parse or are refused", arguments: [1, 2, 3, 4] as [UInt64])
    func edits(seed: UInt64) {
        var random = SplitMix(state: seed)
        let bytes = Self.corpus.map { Array($0.utf8) }
        for _ in 0..<3_000 {
            var edited = bytes[Int(random.next() % UInt64(bytes.count))]
            for _ in 0...Int(random.next() % 4) { edit(&edited, with: &random, from: bytes) }
            parseWithEveryGrammar(String(decoding: edited, as: UTF8.self))
        }
    }

    private func edit(_ bytes: inout [UInt8], with random: inout SplitMix, from corpus: [[UInt8]]) {
        let place = bytes.isEmpty ? 0 : Int(random.next() % UInt64(bytes.count))
        switch random.next() % 4 {
        case 0: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        case 1: bytes.insert(contentsOf: corpus[Int(random.next() % UInt64(corpus.count))], at: place)
        case 2 where !bytes.isEmpty: bytes.remove(at: place)
        default: if !bytes.isEmpty { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
        }
    }

    @Test("A filter as long as allowed is parsed in time linear in its length")
    func longest() throws {
        let room = SearchLimits().maximumFilterByteCount
        let text = "tags.t = '" + String(repeating: "''", count: room / 2 - 6) + "'"
        #expect(try RunSearchGrammar.conditions(of: text).count == 1)
        for piece in ["(", "'", "a ", "1 ", "= ", "`", "tags.", "-", "run_id IN (", "'a',", "AND "] {
            parseWithEveryGrammar(String(repeating: piece, count: room / piece.utf8.count))
        }
        parseWithEveryGrammar("metrics.m > " + String(repeating: "9", count: room - 12))
        parseWithEveryGrammar("metrics.m > 1e" + String(repeating: "9", count: room - 14))
    }

    @Test("Beyond each bound a filter is refused with the bound in the message")
    func bounds() throws {
        func refusal(_ filter: String) throws -> String {
            try #require(throws: APIError.self) { try RunSearchGrammar.conditions(of: filter) }.message
        }
        func conditions(_ count: Int) -> String { Array(repeating: "tags.t = 'x'", count: count).joined(separator: " AND ") }
        func list(_ count: Int) -> String { "run_id IN (" + Array(repeating: "'a'", count: count).joined(separator: ",") + ")" }

        #expect(try refusal(String(repeating: " ", count: SearchLimits().maximumFilterByteCount + 1)).contains("100000"))
        #expect(try RunSearchGrammar.conditions(of: conditions(100)).count == 100)
        #expect(try refusal(conditions(101)).contains("100"))
        #expect(try RunSearchGrammar.conditions(of: list(10_000)).count == 1)
        #expect(try refusal(list(10_001)).contains("10000"))
        #expect(try refusal(list(6_000) + " AND " + list(6_000)).contains("10000"))
    }
}

/// A small generator with a seed, so that a failing run can be repeated.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

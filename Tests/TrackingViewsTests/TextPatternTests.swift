import Testing

@testable import TrackingViews

@Suite struct TextPatternTests {
    /// What the match says, and how many bytes it read again.
    private func match(_ value: String, _ pattern: String, budget: Int = 1_000_000) -> (answer: Bool?, rereads: Int) {
        var left = budget
        var (value, pattern) = (value, pattern)
        let answer = value.withUTF8 { value in pattern.withUTF8 { TextPattern.matches(value, $0, rereads: &left) } }
        return (answer, budget - left)
    }

    @Test(arguments: [
        ("abc", "abc", true), ("abc", "%c", true), ("abc", "a_c", true), ("abc", "_", false), ("", "%%", true), ("", "_", false),
        ("naïve", "na_ve", true), ("aab", "%ab", true), ("mississippi", "%iss%pi", true), ("mississippi", "%iss%ps", false),
    ])
    func matchesAsSQLDoes(value: String, pattern: String, expected: Bool) {
        #expect(match(value, pattern).answer == expected)
    }

    @Test func ordinaryPatternsReadNextToNothingAgain() {
        let text = String(repeating: "the quick brown fox ", count: 1_000)
        #expect(match(text, "%lazy%").rereads < 100)
        #expect(match(text, "%quick%dog").rereads < text.utf8.count * 6)
    }

    @Test func patternsThatReadEverythingAgainAndAgainAreGivenUp() {
        let text = String(repeating: "a", count: 100_000)
        let hostile = "%" + String(repeating: "a", count: 10_000) + "b"
        #expect(match(text, hostile).answer == nil)
        #expect(match(text, "%" + String(repeating: "a_", count: 5_000) + "b").answer == nil)
        #expect(match("aaaaaaab", "%aab", budget: 20).answer == true)
    }
}

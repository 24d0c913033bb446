import Testing
import TrackingEvents

@testable import LineageAudit

@Suite struct EventWordsTests {
    private let words = EventWords(versionNumbers: [:])

    @Test func listsReadLikeEnglish() {
        #expect(words.list([]) == "nothing")
        #expect(words.list(["a"]) == "a")
        #expect(words.list(["a", nil, "b"]) == "a and b")
        #expect(words.list(["a", "b", "c"]) == "a, b and c")
    }

    @Test func nothingIsNotCounted() {
        #expect(words.counted(0, "param") == nil)
        #expect(words.counted(1, "param") == "1 param")
        #expect(words.counted(2, "param") == "2 params")
    }

    @Test func lineBreaksInNamesDoNotBreakTheLine() {
        #expect(words.quoted("a\nb\r\nc") == "“a b c”")
    }
}

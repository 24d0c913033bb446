import Testing

@testable import MLflowAPI

@Suite("The JSON writer")
struct JSONWriterTests {
    private func written(_ content: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        content(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("puts commas where they belong")
    func commas() {
        let text = written { writer in
            writer.object {
                $0.member("a", 1 as Int64)
                $0.member("b", object: { _ in })
                $0.name("c")
                $0.array([1, 2] as [Int64]) { $0.value($1) }
                $0.member("d", true)
                $0.member("none", ifPresent: nil as String?)
                $0.member("empty", nonEmpty: [] as [String]) { $0.value($1) }
                $0.member("e", nonEmpty: ["x"]) { writer, text in writer.object { $0.member("t", text) } }
            }
        }
        #expect(text == #"{"a":1,"b":{},"c":[1,2],"d":true,"e":[{"t":"x"}]}"#)
    }

    @Test("escapes what has to be escaped, and nothing else")
    func escapes() {
        #expect(written { $0.value("a\"\\\n\r\t\u{1}\u{1f}é/😀") } == #""a\"\\\n\r\t\u0001\u001fé/😀""#)
    }

    @Test(
        "writes integers in full",
        arguments: [(Int64.min, "-9223372036854775808"), (.max, "9223372036854775807"), (0, "0"), (-10, "-10")])
    func integers(_ value: Int64, _ expected: String) {
        #expect(written { $0.value(value) } == expected)
    }

    @Test("writes NaN as text and clamps infinities")
    func doubles() {
        #expect(written { $0.value(Double.nan) } == "\"NaN\"")
        #expect(written { $0.value(Double.infinity) } == "1.7976931348623157e+308")
        #expect(written { $0.value(0.1) } == "0.1")
    }

    @Test("what it writes, the reader reads")
    func roundTrip() throws {
        let value = "a\"\\\u{1}é😀"
        let text = written { writer in writer.object { $0.member("k", value) } }
        let document = try JSONDocument(reading: Array(text.utf8), limits: JSONReaderTests.limits)
        #expect(document.string(at: try #require(document.member("k"))) == value)
    }
}

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

    /// Every bit pattern is a number that a client may have logged.
    @Test("writes the shortest text of a double, and exactly that double", arguments: UInt64(1)...8)
    func exactDoubles(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<20_000 {
            let bits = UInt64.random(in: 0 ... .max, using: &random)
            // Half of them have few digits, as most metrics have.
            let value = round % 2 == 0 ? Double(bitPattern: bits) : Double(bits >> 44) / [1, 10, 1000, 1e8][round / 2 % 4]
            guard value.isFinite else { continue }
            let text = written { $0.value(value) }
            #expect(text == value.description && Double(text)?.bitPattern == value.bitPattern)
        }
    }

    @Test("writes integers of every length")
    func integersOfEveryLength() {
        var values: [Int64] = [.min, .max, 0]
        for shift in 0..<63 { values += [1 << shift, (1 << shift) - 1, -(1 << shift)] }
        var power: Int64 = 1
        for _ in 0..<18 {
            power *= 10
            values += [power - 1, power, power + 1, -power, 1 - power]
        }
        for value in values { #expect(written { $0.value(value) } == String(value)) }
    }

    @Test("writes many values with commas between them, however long they are")
    func manyValues() {
        let numbers = (0..<5_000).map { Int64($0) * 977 }
        let text = written { writer in
            writer.object {
                $0.member("a", true)
                $0.member("none", arrayUnlessEmpty: { _ in })
                $0.member(
                    "b",
                    arrayUnlessEmpty: { writer in
                        writer.values(numbers[..<0], byteCountMax: 20) { $0.put($1) }
                        writer.values(numbers[..<3_000], byteCountMax: 20) { $0.put($1) }
                        writer.values(numbers[3_000...], byteCountMax: 30_000) { $0.put($1) }
                    })
                $0.member("c", arrayUnlessEmpty: { $0.value(1 as Int64) })
            }
        }
        #expect(text == #"{"a":true,"b":[\#(numbers.map(String.init).joined(separator: ","))],"c":[1]}"#)
    }

    @Test("what it writes, the reader reads")
    func roundTrip() throws {
        let value = "a\"\\\u{1}é😀"
        let text = written { writer in writer.object { $0.member("k", value) } }
        let document = try JSONDocument(reading: Array(text.utf8), limits: JSONReaderTests.limits)
        #expect(document.string(at: try #require(document.member("k"))) == value)
    }
}

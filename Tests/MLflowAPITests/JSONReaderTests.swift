import Testing

@testable import MLflowAPI

@Suite("The JSON reader")
struct JSONReaderTests {
    static let limits = JSONReader.Limits(maximumDepth: 100, maximumNodeCount: 10_000)

    static func problem(_ bytes: [UInt8]) -> JSONReadingError.Problem? {
        do {
            _ = try JSONDocument(reading: bytes, limits: limits)
            return nil
        } catch { return error.problem }
    }

    @Test(
        "reads every form of a value",
        arguments: [
            "null", "true", "false", "0", "-0", "1", "-1.5", "1e5", "1E+5", "1.25e-3", "NaN", "Infinity", "-Infinity", "\"\"", "\"é😀\"",
            "[]", "[1,2,[3]]", "{}", "{\"a\":{\"b\":[]}}", " \t\r\n{ \"a\" : 1 , \"b\" : [ ] } \n", "\u{FEFF}{}",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"",
        ])
    func accepted(_ text: String) {
        #expect(Self.problem(Array(text.utf8)) == nil)
    }

    static let refused: [(String, JSONReadingError.Problem)] = [
        ("", .unexpectedEnd), ("   ", .unexpectedEnd), ("{", .unexpectedEnd), ("[1", .unexpectedEnd), ("\"a", .unexpectedEnd),
        ("tru", .unexpectedEnd), ("{\"a\"", .unexpectedEnd), ("{\"a\":", .unexpectedEnd),
        ("{} {}", .trailingBytes), ("1 2", .trailingBytes), ("{}x", .trailingBytes), ("01", .trailingBytes),
        ("{a:1}", .unexpectedByte(UInt8(ascii: "a"))), ("{'a':1}", .unexpectedByte(UInt8(ascii: "'"))),
        ("[1,]", .unexpectedByte(UInt8(ascii: "]"))), ("{\"a\":1,}", .unexpectedByte(UInt8(ascii: "}"))),
        ("[1 2]", .unexpectedByte(UInt8(ascii: "2"))), ("nan", .unexpectedByte(UInt8(ascii: "a"))),
        ("+1", .unexpectedByte(UInt8(ascii: "+"))), (".5", .unexpectedByte(UInt8(ascii: "."))),
        ("-", .malformedNumber), ("1.", .malformedNumber), ("1e", .malformedNumber), ("1e+", .malformedNumber), ("-a", .malformedNumber),
        ("\"\\x\"", .malformedEscape), ("\"\\u12g4\"", .malformedEscape), ("\"\\u12", .malformedEscape),
        ("\"\\ud800\"", .loneSurrogate), ("\"\\ud800x\"", .loneSurrogate), ("\"\\ud800\\u0041\"", .loneSurrogate),
        ("\"\\udc00\"", .loneSurrogate), ("\"\\u0000\"", .nulCharacter), ("\"\0\"", .nulCharacter), ("\"\n\"", .controlCharacter),
        ("{\"a\":1,\"a\":2}", .duplicateKey("a")), ("{\"a\":1,\"\\u0061\":2}", .duplicateKey("a")),
    ]

    @Test("refuses what is no JSON, or no JSON that we take, and says why", arguments: refused)
    func refusal(_ text: String, _ expected: JSONReadingError.Problem) {
        #expect(Self.problem(Array(text.utf8)) == expected)
    }

    @Test(
        "refuses what is not UTF-8",
        arguments: [
            [0x80], [0xC0, 0x80], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func invalidUTF8(_ bytes: [UInt8]) {
        #expect(Self.problem([0x22] + bytes + [0x22]) == .invalidUTF8)
    }

    @Test("nests up to the limit, and no deeper, whatever the depth asked for")
    func depth() {
        func nested(_ depth: Int) -> [UInt8] {
            Array(repeating: UInt8(ascii: "["), count: depth) + Array(repeating: UInt8(ascii: "]"), count: depth)
        }
        #expect(Self.problem(nested(100)) == nil)
        #expect(Self.problem(nested(101)) == .tooDeep(limit: 100))
        #expect(Self.problem(nested(100_000)) == .tooDeep(limit: 100))
        #expect(Self.problem(Array(repeating: UInt8(ascii: "{"), count: 100_000)) == .unexpectedByte(UInt8(ascii: "{")))
    }

    @Test("holds no more values than the limit")
    func values() {
        let text = "[" + Array(repeating: "0", count: 10_000).joined(separator: ",") + "]"
        #expect(Self.problem(Array(text.utf8)) == .tooManyValues(limit: 10_000))
    }

    @Test("finds a duplicate among many keys")
    func manyKeys() {
        let keys = (0..<100).map { "\"k\($0)\":0" }
        #expect(Self.problem(Array("{\(keys.joined(separator: ","))}".utf8)) == nil)
        #expect(Self.problem(Array("{\(keys.joined(separator: ",")),\"k7\":1}".utf8)) == .duplicateKey("k7"))
    }

    @Test("a text that is cut off anywhere is refused")
    func truncation() {
        let whole = Array("{\"a\":[1.5e3,\"x\\u00e9é\",true,null],\"b\":{\"c\":-1}}".utf8)
        #expect(Self.problem(whole) == nil)
        for count in 0..<whole.count { #expect(Self.problem(Array(whole[..<count])) != nil, "cut to \(count) bytes") }
    }

    @Test("names the byte at which a text goes wrong")
    func offset() {
        #expect(throws: JSONReadingError(problem: .unexpectedByte(UInt8(ascii: "x")), offset: 6)) {
            _ = try JSONDocument(reading: Array("{\"a\": x}".utf8), limits: Self.limits)
        }
    }

    @Test("undoes escapes")
    func escapes() throws {
        let text = "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\ude00x\""
        let document = try JSONDocument(reading: Array(text.utf8), limits: Self.limits)
        #expect(document.string(at: 0) == "\"\\/\u{8}\u{c}\n\r\té€😀x")
    }
}

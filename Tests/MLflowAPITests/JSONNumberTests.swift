import Testing

@testable import MLflowAPI

@Suite("Numbers as clients write them")
struct JSONNumberTests {
    static let integers: [(String, Int64?)] = [
        ("0", 0), ("-0", 0), ("1", 1), ("1000", 1_000), ("1e3", 1_000), ("1E+3", 1_000), ("1e+05", 100_000), ("1.0", 1), ("1.50e1", 15),
        ("1200e-2", 12), ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775807.000", .max),
        ("9223372036854775808", nil), ("-9223372036854775809", nil), ("1e19", nil), ("1e400", nil), ("0e400", 0), ("1.5", nil),
        ("1e-1", nil), ("99999999999999999999999", nil), ("", nil), ("-", nil), ("+1", nil), ("1x", nil), (" 1", nil), ("0x10", nil),
        ("01", nil), ("1e99999999999999999999", nil), ("NaN", nil), ("١", nil),
    ]

    @Test("a 64-bit integer is exact or refused", arguments: integers)
    func integer(_ text: String, _ expected: Int64?) {
        let bytes = Array(text.utf8)
        let read = JSONNumber.integer(in: bytes.span, 0..<bytes.count)
        #expect(read == expected)
    }

    @Test(
        "a double is the nearest one",
        arguments: [
            "0", "-0.0", "1", "0.1", "0.30000000000000004", "1e22", "1e23", "1.7976931348623157e308", "5e-324", "2.2250738585072014e-308",
            "123456789012345678901234567890", "0.693147180559945309417232121458", "9007199254740993", "-1.5e-7", "1e-400", "1e400",
            "8.41e21", "4.35", "0.000001", "7205759403792793.5",
        ])
    func double(_ text: String) throws {
        let bytes = Array(text.utf8)
        let found = JSONNumber.double(in: bytes.span, 0..<bytes.count)
        let read = try #require(found)
        let expected = try #require(Double(text))
        #expect(read.bitPattern == expected.bitPattern)
    }

    @Test("any double, written by Swift, is read as itself")
    func anyDouble() {
        var state: UInt64 = 42
        var misread: [Double] = []
        for _ in 0..<20_000 {
            // Knuth's MMIX generator: the same numbers in each run.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let any = Double(bitPattern: state)
            let unit = Double(state >> 11) * 0x1p-53
            for value in [any, unit, unit * 1e6, -unit * 1e-6] where value.isFinite {
                let bytes = Array(value.description.utf8)
                let read = JSONNumber.double(in: bytes.span, 0..<bytes.count)
                if read?.bitPattern != value.bitPattern { misread.append(value) }
            }
        }
        #expect(misread.isEmpty)
    }

    @Test("text that is no number is none", arguments: ["", "abc", "1,5", "1e", "--1", "0x1p3", "nan", "inf", "1 "])
    func noDouble(_ text: String) {
        let bytes = Array(text.utf8)
        let read = JSONNumber.double(in: bytes.span, 0..<bytes.count)
        #expect(read == nil)
    }

    @Test(
        "metric values: text, words, booleans; infinities are clamped",
        arguments: [
            ("1", 1), ("\"1.5\"", 1.5), ("true", 1), ("false", 0), ("\"Infinity\"", .greatestFiniteMagnitude),
            ("-Infinity", -.greatestFiniteMagnitude), ("1e999", .greatestFiniteMagnitude), ("\"1e+05\"", 100_000),
        ] as [(String, Double)])
    func metricValue(_ json: String, _ expected: Double) throws {
        let document = try JSONDocument(reading: Array(json.utf8), limits: JSONReaderTests.limits)
        #expect(document.double(at: 0) == expected)
    }

    @Test("NaN is a value", arguments: ["NaN", "\"NaN\""])
    func notANumber(_ json: String) throws {
        let document = try JSONDocument(reading: Array(json.utf8), limits: JSONReaderTests.limits)
        #expect(try #require(document.double(at: 0)).isNaN)
    }
}

import Foundation
import Testing

@testable import MLflowAPI

/// Texts made at random, from real ones that were broken at random: the reader agrees with an independent one on what is JSON, and never traps.
@Suite("The JSON reader and writer, given anything")
struct JSONFuzzTests {
    private static let seeds = [
        #"{"run_id": "0123", "metrics": [{"key": "loss", "value": 0.25, "timestamp": 1700000000000, "step": 3}], "tags": []}"#,
        #"{"a\u00e9": "\ud83d\ude00 \" \\ \/ \b\f\n\r\t", "b": [true, false, null, -1.5e-3, 0, 12345678901234567890]}"#,
        #"[[[[{"x": {"y": ["é", "", " "]}}]]], 1E+5, "tab\tand\u0041"]"#,
        "{\"spaces\" :\t[ 1 ,\n2 ]\r}",
    ].map { Array($0.utf8) }
    /// Bytes that matter to the grammar come more often than others. NUL is not among them: for Foundation it makes a text UTF-16.
    private static let telling = Array(#"{}[]:,"\u0123456789-+.eE truefalsn"#.utf8) + [0x80, 0xBF, 0xC3, 0xE2, 0xED, 0xF0, 0xFF, 0x1F]

    private let seed = UInt64.random(in: .min ... .max)

    @Test("agrees with Foundation on broken texts")
    func differential() {
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<40_000 {
            let text = Self.broken(&chance)
            do throws(JSONReadingError) {
                let document = try JSONDocument(reading: text, limits: JSONReaderTests.limits)
                if Self.isLooser(document) { continue }
                #expect(Self.isFoundationJSON(text), "seed \(seed): accepted \(String(decoding: text, as: UTF8.self))")
            } catch {
                if Self.isStricter(error.problem) { continue }
                #expect(!Self.isFoundationJSON(text), "seed \(seed): refused (\(error)) \(String(decoding: text, as: UTF8.self))")
            }
        }
    }

    @Test("what the writer writes is read back as it was")
    func roundTrip() throws {
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<5_000 {
            let scalars = (0..<Int.random(in: 0..<20, using: &chance)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 1...(Bool.random(using: &chance) ? 0x7F : 0x10_FFFF), using: &chance))
            }
            let text = String(String.UnicodeScalarView(scalars))
            let number = Double(bitPattern: UInt64.random(in: .min ... .max, using: &chance))
            let integer = Int64.random(in: .min ... .max, using: &chance)
            var writer = JSONWriter()
            writer.object {
                $0.member("text", text)
                $0.member("integer", integer)
                if number.isFinite { $0.member("number", number) }
            }
            let document = try JSONDocument(reading: writer.bytes, limits: JSONReaderTests.limits)
            #expect(try document.string(at: #require(document.member("text"))).utf8.elementsEqual(text.utf8), "seed \(seed)")
            #expect(try document.integer(at: #require(document.member("integer"))) == integer, "seed \(seed)")
            if number.isFinite {
                #expect(try document.double(at: #require(document.member("number")))?.bitPattern == number.bitPattern, "seed \(seed)")
            }
        }
    }

    /// A seed with one to four changes: a byte replaced, put in or taken out, a part doubled, the end cut off.
    private static func broken(_ chance: inout SeededGenerator) -> [UInt8] {
        var text = seeds.randomElement(using: &chance)!
        for _ in 0..<Int.random(in: 1...4, using: &chance) where !text.isEmpty {
            let place = Int.random(in: 0..<text.count, using: &chance)
            switch Int.random(in: 0..<5, using: &chance) {
            case 0: text[place] = telling.randomElement(using: &chance)!
            case 1: text.insert(telling.randomElement(using: &chance)!, at: place)
            case 2: text.remove(at: place)
            case 3: text.insert(contentsOf: Array(text[place..<min(place + 8, text.count)]), at: place)
            default: text.removeLast(Int.random(in: 0...min(3, text.count), using: &chance))
            }
        }
        return text
    }

    private static func isFoundationJSON(_ text: [UInt8]) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)) != nil
    }

    /// NaN and the infinities are values here, and so are numbers beyond a double's range.
    private static func isLooser(_ document: JSONDocument) -> Bool {
        document.nodes.indices.contains { index in
            switch document.kind(of: index) {
            case .notFinite: true
            case .number: document.double(at: index)?.magnitude == .greatestFiniteMagnitude
            default: false
            }
        }
    }

    /// Foundation keeps the last of equal keys, replaces halves of surrogate pairs, and takes a comma before a closing bracket.
    private static func isStricter(_ problem: JSONReadingError.Problem) -> Bool {
        switch problem {
        case .duplicateKey, .loneSurrogate, .nulCharacter: true
        case .unexpectedByte(let byte): byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
        default: false
        }
    }
}

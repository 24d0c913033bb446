import Foundation

/// What `--json` prints: one JSON value, members sorted by name, so that outputs can be compared.
enum JSONOutput {
    static func print(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        Swift.print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// One value on one line: for outputs without end, as `log tail` has.
    static func printLine(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        StandardOutput.printNow(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}

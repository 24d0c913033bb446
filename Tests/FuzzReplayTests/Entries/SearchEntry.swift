@testable import MLflowAPI

/// The text of a filter or of an item of `order_by`. The first byte chooses the grammar: a digit, in seeds.
///
/// A text gives conditions or a 400 with a message of bounded length, whatever the text's.
enum SearchEntry {
    private static let limits = SearchLimits()

    static func run(_ bytes: [UInt8]) throws {
        guard let choice = bytes.first else { return }
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        do throws(APIError) {
            try parse(text, choice)
        } catch {
            try FuzzFinding.unless(error.code == .invalidParameterValue, "a filter is refused with \(error.code)")
            try FuzzFinding.unless((1..<1_500).contains(error.message.utf8.count), "the message has \(error.message.utf8.count) bytes")
        }
    }

    private static func parse(_ text: String, _ choice: UInt8) throws(APIError) {
        switch (Int(choice) + 2) % 10 {
        case 0: _ = try RunSearchGrammar.conditions(of: text, within: limits)
        case 1: _ = try ExperimentSearchGrammar.conditions(of: text, within: limits)
        case 2: _ = try RegisteredModelSearchGrammar.conditions(of: text, within: limits)
        case 3: _ = try VersionSearchGrammar.conditions(of: text, within: limits)
        case 4: _ = try LoggedModelSearchGrammar.conditions(of: text, within: limits)
        case 5: _ = try RunSearchGrammar.order(of: lines(text), within: limits)
        case 6: _ = try ExperimentSearchGrammar.order(of: lines(text), within: limits)
        case 7: _ = try RegisteredModelSearchGrammar.order(of: lines(text), within: limits)
        case 8: _ = try VersionSearchGrammar.order(of: lines(text), within: limits)
        default: _ = try LoggedModelSearchGrammar.order(of: lines(text).map { LoggedModelOrderItem(fieldName: $0) }, within: limits)
        }
    }

    /// Several items of `order_by`, one a line.
    private static func lines(_ text: String) -> [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}

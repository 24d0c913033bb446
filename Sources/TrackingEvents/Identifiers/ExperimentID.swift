import ContentHashing

/// The identity of an experiment: a number of at most 15 decimal digits, derived from the name it was created under, so that the same
/// experiment created offline on two machines is the same experiment. `Default` is 0.
package struct ExperimentID: RawRepresentable, Hashable, Sendable {
    package var rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }
    package init(_ rawValue: UInt64) { self.rawValue = rawValue }

    /// The experiment that every store has.
    package static let `default` = ExperimentID(0)
    package static let defaultName = "Default"

    /// The identity of the experiment first created under `name`.
    ///
    /// - Parameter counter: 0 at first; one more for each earlier experiment that was created under this name and renamed since.
    package static func derived(fromName name: String, counter: UInt32) -> ExperimentID {
        if name == defaultName, counter == 0 { return .default }
        let digest = NameDerivation.digest(domain: "cairn-experiment-v1", name: name, counter: counter)
        let number = digest.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return ExperimentID(number % 999_999_999_999_999 + 1)
    }
}

extension ExperimentID: Comparable {
    package static func < (left: ExperimentID, right: ExperimentID) -> Bool { left.rawValue < right.rawValue }
}

extension ExperimentID: CustomStringConvertible {
    package var description: String { String(rawValue) }

    /// Reads plain decimal digits, at most 18 of them; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.count <= 18, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        guard let number = UInt64(text) else { return nil }
        self.init(number)
    }
}

/// The identity of a run: 32 random lower-case hexadecimal digits. Imported runs keep the text they came with.
package struct RunID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

extension RunID: Comparable {
    package static func < (left: RunID, right: RunID) -> Bool { left.rawValue < right.rawValue }
}

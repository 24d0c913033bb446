/// The identity of a logged model: `m-` and 32 random lower-case hexadecimal digits.
package struct LoggedModelID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

extension LoggedModelID: Comparable {
    package static func < (left: LoggedModelID, right: LoggedModelID) -> Bool { left.rawValue < right.rawValue }
}

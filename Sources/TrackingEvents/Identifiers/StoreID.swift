/// The identity of a store: 32 lower-case hexadecimal digits, the first half of the SHA-256 of its public key.
package struct StoreID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

extension StoreID: Comparable {
    package static func < (left: StoreID, right: StoreID) -> Bool { left.rawValue < right.rawValue }
}

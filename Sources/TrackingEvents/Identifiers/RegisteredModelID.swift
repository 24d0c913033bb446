/// The identity of a registered model, derived from the name it was created under (see `derived(fromName:counter:)`); its present name is an attribute.
package struct RegisteredModelID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

extension RegisteredModelID: Comparable {
    package static func < (left: RegisteredModelID, right: RegisteredModelID) -> Bool { left.rawValue < right.rawValue }
}

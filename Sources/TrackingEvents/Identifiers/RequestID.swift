/// What a client calls one request, so that a repeated request gets the first answer and no second event.
package struct RequestID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

extension RequestID: Comparable {
    package static func < (left: RequestID, right: RequestID) -> Bool { left.rawValue < right.rawValue }
}

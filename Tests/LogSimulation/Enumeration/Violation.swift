/// Something that must not be, and where it was met.
package struct Violation: Sendable {
    /// What leads there again: a state of a crash enumeration, a fault and the number of a call, or a bit.
    package var state: String
    package var message: String

    package init(state: String, message: String) {
        self.state = state
        self.message = message
    }
}

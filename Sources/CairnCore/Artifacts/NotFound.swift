/// What was asked for is not in the store: a negative answer, not a failure.
package struct NotFound: Error, Sendable, CustomStringConvertible {
    package var message: String

    package init(message: String) { self.message = message }

    package var description: String { message }
}

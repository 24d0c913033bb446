/// What a request gets when it cannot be answered: a code for the client, a sentence for its user.
package struct APIError: Error, Sendable, Hashable {
    package var code: ErrorCode
    /// Shown to users as it is: says what is wrong and, where it is not obvious, what to do.
    package var message: String

    package init(code: ErrorCode, message: String) {
        self.code = code
        self.message = message
    }

    /// A request that is wrong in itself (HTTP 400): by far the most frequent error.
    package static func invalid(_ message: String) -> APIError {
        APIError(code: .invalidParameterValue, message: message)
    }
}

extension APIError: CustomStringConvertible {
    package var description: String { "\(code.rawValue): \(message)" }
}

/// Why a store's key could not be made, read or used. The description says what to do.
package struct StoreKeyError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// `create` found a file of that name; it never replaces a key.
        case alreadyExists
        /// There is no file of that name.
        case notFound
        /// Others than the owner may read or write the file.
        case permissionsTooOpen
        /// The bytes are not those that `create` wrote.
        case damaged
        /// A later version of this program wrote the file.
        case newerFormat
        /// A system call failed; `errno` says how.
        case inputOutput
        /// The cryptographic library refused; nothing that the user did.
        case cryptography
    }

    package var code: Code
    package var path: String
    /// The number that a system call left behind, where one failed.
    package var errno: Int32?
    /// What happened, and what to do.
    package var message: String

    package init(code: Code, path: String, errno: Int32? = nil, message: String) {
        self.code = code
        self.path = path
        self.errno = errno
        self.message = message
    }
}

extension StoreKeyError: CustomStringConvertible {
    package var description: String { "\(path): \(message)" }
}

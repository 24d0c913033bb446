/// Why a store's directory could not be used. The message says what to do next.
package struct StoreError: Error, Hashable, Sendable {
    package enum Code: String, Hashable, Sendable {
        /// There is no store at this path, and none was to be made.
        case notAStore
        /// A later release of Cairn made it.
        case newerFormat
        /// It was opened read-only, or the file system does not let us write.
        case readOnly
        /// The file system is full.
        case full
        /// Another server has it.
        case heldByAnotherServer
        /// A file's bytes are not what was written.
        case damaged
        /// The file system refused something else.
        case inputOutput
        /// It was closed before this call.
        case closed
    }

    package var code: Code
    package var path: String
    /// The system's error number, where a system call failed.
    package var errno: Int32?
    package var message: String

    package init(_ code: Code, path: String, errno: Int32? = nil, message: String) {
        self.code = code
        self.path = path
        self.errno = errno
        self.message = message
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String { message }
}

/// Why the views could not be opened, read or brought up to date. Views are disposable: removing their directory is always a remedy.
package struct ViewsError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// The directory or the file in it can't be made or opened.
        case cannotOpen
        /// Reading, searching or folding failed.
        case databaseFailed
        /// The search asks for more work than one may take.
        case searchTooExpensive
        /// The views were closed.
        case closed
    }

    package var code: Code
    /// The views' directory.
    package var path: String
    /// For people: what happened, and what to do.
    package var message: String

    package init(code: Code, path: String, message: String) {
        self.code = code
        self.path = path
        self.message = message
    }
}

extension ViewsError: CustomStringConvertible {
    package var description: String { "\(message) (views in \(path))" }
}

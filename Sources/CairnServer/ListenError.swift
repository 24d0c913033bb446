import Glibc

/// Why the server could not listen. The message says what to do.
package struct ListenError: Error, Sendable, CustomStringConvertible {
    package let host: String
    package let port: Int
    /// The error number of bind(2) or listen(2).
    package let errno: Int32

    package var description: String {
        switch errno {
        case EADDRINUSE:
            "Port \(port) on \(host) is in use. Stop the program that has it, or choose another port with --port."
        case EACCES:
            "Port \(port) on \(host) may not be opened by this user. Choose a port above 1023 with --port."
        case EADDRNOTAVAIL:
            "This machine has no address \(host). Choose one of its own with --host."
        default:
            "Cannot listen on \(host):\(port): \(String(cString: strerror(errno))). Choose another address with --host and --port."
        }
    }
}

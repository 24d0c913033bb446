import Foundation

/// Standard error, unbuffered.
enum StandardError {
    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    /// Whether a person is looking: progress bars are drawn only then.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

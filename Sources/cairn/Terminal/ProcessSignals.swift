import Foundation

/// Signals that every command treats alike.
enum ProcessSignals {
    /// `cairn … | head` ends quietly: a write to a closed pipe fails instead of killing the process in mid-work.
    static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}

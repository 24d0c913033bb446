/// A command's failure as its user meets it: a sentence that says what to do, and the exit code for scripts.
struct CommandFailure: Error {
    /// The exit codes of every command. 64 and 74 are those of sysexits.h (EX_USAGE, EX_IOERR).
    enum Code: Int32 {
        /// The question was understood, and the answer is no: not found, damaged, different, refused by a rule.
        case negative = 1
        /// The command was not understood.
        case usage = 64
        /// The environment failed: disk, permissions, ports, another process.
        case environment = 74
    }

    var code: Code
    var message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

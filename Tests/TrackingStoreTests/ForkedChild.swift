import Foundation

/// A child process made by fork(2): what training scripts and servers with workers do to a store that they have open.
///
/// The child has one thread, and locks that other threads of the test process held at that moment stay locked in it: a child that hangs for
/// that reason is ended, and `run` tried again by its caller.
struct ForkedChild {
    private let processID: pid_t

    /// - Parameter body: runs in the child, which then exits with its result.
    init(_ body: () throws -> Int32) {
        // Not importable in Swift, which fears for threads; this child uses what the store promises to work there.
        let fork = unsafeBitCast(dlsym(nil, "fork"), to: (@convention(c) () -> pid_t).self)
        processID = fork()
        guard processID == 0 else { return }
        do { _exit(try body()) } catch {
            FileHandle.standardError.write(Data("in the child: \(error)\n".utf8))
            _exit(99)
        }
    }

    func kill() { Foundation.kill(processID, SIGKILL) }

    /// How the child ended; nil when it had to be ended after `secondsMax`. A signal is given as a negative number.
    func wait(secondsMax: Int) -> Int32? {
        let deadline = ContinuousClock.now + .seconds(secondsMax)
        var status: Int32 = 0
        while waitpid(processID, &status, WNOHANG) == 0 {
            if ContinuousClock.now > deadline {
                kill()
                waitpid(processID, &status, 0)
                return nil
            }
            usleep(1000)
        }
        return status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f)
    }
}

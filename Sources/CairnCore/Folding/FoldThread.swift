import Glibc

/// The thread that keeps the views near the logs: soon after own commits, and looking for other processes' every half second.
///
/// A thread of its own, not a task: it blocks on files. It is never what a reader waits for: a reader that is ahead of it folds itself.
final class FoldThread: @unchecked Sendable {
    /// How long another process's commit may lie unseen.
    private static let lookingMilliseconds = 400
    /// How long own commits gather before they are folded, so that a busy store folds in batches.
    private static let gatheringMilliseconds = 30

    private let signal = FoldSignal()
    private let pass: @Sendable (_ looksAtOthers: Bool) -> Void
    // Written before the thread starts and read after it was joined.
    private var thread: pthread_t?

    /// - Parameter pass: folds once; has to deal with its errors itself.
    init(pass: @escaping @Sendable (_ looksAtOthers: Bool) -> Void) { self.pass = pass }

    func start() {
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                // The argument is the retained object from below, handed over once.
                if let argument { Unmanaged<FoldThread>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        precondition(code == 0, "the folding thread could not be started: \(String(cString: strerror(code)))")
        self.thread = thread
    }

    func wake() { signal.wake() }

    /// Returns when the thread has ended. Call it once.
    func stop() {
        signal.stop()
        if let thread { pthread_join(thread, nil) }
        thread = nil
    }

    private func run() {
        pass(true)
        var lastLook = ContinuousClock.now
        while true {
            let event = signal.wait(milliseconds: Self.lookingMilliseconds)
            if event == .stopped { return }
            let looks = event == .timeUp || ContinuousClock.now - lastLook >= .milliseconds(Self.lookingMilliseconds)
            pass(looks)
            if looks { lastLook = ContinuousClock.now }
            if event == .woken, signal.pause(milliseconds: Self.gatheringMilliseconds) == .stopped { return }
        }
    }
}

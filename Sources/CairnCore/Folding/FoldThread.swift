import Glibc

/// The thread that keeps the views near the logs: soon after own commits, and looking for other processes' every half second.
///
/// A thread of its own, not a task: it blocks on files. It is never what a reader waits for: a reader that is ahead of it folds itself.
final class FoldThread: @unchecked Sendable {
    /// How long another process's commit may lie unseen.
    private static let lookingMilliseconds = 400
    /// How long own commits gather before they are folded, so that a busy store folds in batches: long while nobody reads, since what a batch
    /// costs grows more slowly than what is in it; short where readers come, who would have to fold what has gathered.
    private static let gatheringMilliseconds = (withReaders: 30, alone: 300)

    private let signal = FoldSignal()
    private let pass: @Sendable (_ looksAtOthers: Bool) -> Void
    private let hasReaders: @Sendable () -> Bool
    // Written before the thread starts and read after it was joined.
    private var thread: pthread_t?

    /// - Parameters:
    ///   - pass: folds once; has to deal with its errors itself.
    ///   - hasReaders: whether somebody has read since this was asked last.
    init(pass: @escaping @Sendable (_ looksAtOthers: Bool) -> Void, hasReaders: @escaping @Sendable () -> Bool) {
        self.pass = pass
        self.hasReaders = hasReaders
    }

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
            guard event == .woken else { continue }
            let gathering = hasReaders() ? Self.gatheringMilliseconds.withReaders : Self.gatheringMilliseconds.alone
            if signal.pause(milliseconds: gathering) == .stopped { return }
        }
    }
}

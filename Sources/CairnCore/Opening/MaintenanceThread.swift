import Glibc
import TrackingStore

/// The thread that keeps a long-lived store's files few: now and then it packs small closed logs, a bounded number each time.
///
/// A thread of its own, so that neither readers nor the folding thread ever wait for it; not a task: it blocks on files.
final class MaintenanceThread: @unchecked Sendable {
    /// How often it asks whether a step is due.
    private static let askingMilliseconds = 5_000

    private let signal = FoldSignal()
    private let maintenance: StoreMaintenance
    // Written before the thread starts and read after it was joined.
    private var thread: pthread_t?

    init(_ maintenance: StoreMaintenance) { self.maintenance = maintenance }

    /// Where no thread is to be had, the store does without one: it has more files for a while.
    func start() {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { argument in
                // The argument is the retained object from below, handed over once.
                if let argument { Unmanaged<MaintenanceThread>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, argument.toOpaque())
        guard code == 0 else {
            argument.release()
            return maintenance.tellUnattended(String(cString: strerror(code)))
        }
        self.thread = thread
    }

    /// Returns when the thread has ended: a step that it has begun is finished. Call it once.
    func stop() {
        signal.stop()
        if let thread { pthread_join(thread, nil) }
        thread = nil
    }

    private func run() {
        while signal.pause(milliseconds: Self.askingMilliseconds) != .stopped { maintenance.stepIfDue() }
    }
}

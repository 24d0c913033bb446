import Glibc
import SegmentLog
import Synchronization

/// N writers, each with one durable append of one record outstanding, until the time is up. They append the file's first records, in any order.
final class DurableAppends: Sendable {
    private let options: BenchmarkOptions
    private let records: RecordFile
    private let writer: LogWriter
    private let next = Atomic(0)
    private let deadline: Double

    init(_ options: BenchmarkOptions) throws {
        self.options = options
        records = RecordFile(options.records)
        writer = try options.newLog()
        // The first append makes the log's files; that is not what is measured, nor does a peer's clock run while it opens.
        try writer.append(records.batch(0..<1))
        next.store(1, ordering: .relaxed)
        deadline = Stopwatch.seconds(CLOCK_MONOTONIC) + options.seconds
    }

    func run() async throws {
        var watch = Stopwatch()
        switch options.form {
        case .tasks: await runTasks()
        case .threads: runThreads()
        case .callbacks: runCallbacks()
        }
        watch.stop()
        let count = next.load(ordering: .relaxed)
        guard writer.durableEnd.rawValue == UInt64(count) else { fail("\(count) were acknowledged, \(writer.durableEnd) are durable") }
        try writer.close()
        watch.report(["count": "\(count - 1)", "bytes": "\(records.byteCount(1..<count))"])
    }

    /// The next record; nil when the time is up.
    private func nextIndex() -> Int? {
        guard Stopwatch.seconds(CLOCK_MONOTONIC) < deadline else { return nil }
        return next.wrappingAdd(1, ordering: .relaxed).oldValue
    }

    private func submit(_ index: Int) -> CommitTicket {
        do { return try writer.submit(records.batch(index..<(index + 1))).ticket } catch { fail("\(error)") }
    }

    private func runTasks() async {
        await withTaskGroup { group in
            for _ in 0..<options.writers {
                group.addTask { @concurrent in
                    while let index = self.nextIndex() {
                        do { try await self.submit(index).durable() } catch { fail("\(error)") }
                    }
                }
            }
        }
    }

    private func runThreads() {
        var threads: [pthread_t] = []
        for _ in 0..<options.writers {
            var thread = pthread_t()
            let code = pthread_create(
                &thread, nil,
                { context in
                    let appends = Unmanaged<DurableAppends>.fromOpaque(context!).takeUnretainedValue()
                    while let index = appends.nextIndex() {
                        do { try appends.submit(index).wait() } catch { fail("\(error)") }
                    }
                    return nil
                }, Unmanaged.passUnretained(self).toOpaque())
            guard code == 0 else { fail("no thread: \(code)") }
            threads.append(thread)
        }
        for thread in threads { pthread_join(thread, nil) }
    }

    private func runCallbacks() {
        let running = Atomic(options.writers)
        let isDone = CompletionFlag()
        let chain = CallbackChain { [self] again in
            guard let index = nextIndex() else {
                if running.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 { isDone.set() }
                return
            }
            submit(index).whenDurable { error in
                if let error { fail("\(error)") }
                again()
            }
        }
        for _ in 0..<options.writers { chain.step() }
        isDone.wait()
    }
}

import Glibc
import Synchronization

// work-queue DIRECTORY: every line of the input becomes a task, each enqueued by a producer of its own, at most 64 at a time; two workers do
// them. Says `queued LINE`, `took LINE` and `finished LINE`, each once it is true. Ends when the input has ended and no task is left.

final class Input: Sendable {
    let hasEnded = Atomic(false)
}

/// One write for a line, so that what was said is out before anything else happens.
func say(_ deed: String, _ payload: [UInt8]) {
    let line = Array("\(deed) ".utf8) + payload + [UInt8(ascii: "\n")]
    _ = write(STDOUT_FILENO, line, line.count)
}

guard CommandLine.arguments.count == 2 else {
    print("usage: work-queue DIRECTORY < tasks")
    exit(64)
}
do {
    let queue = try WorkQueue(directory: CommandLine.arguments[1])
    let input = Input()
    let workers = (0..<2).map { _ in
        Task.detached {
            while !input.hasEnded.load(ordering: .acquiring) || queue.count > 0 {
                guard let task = queue.take() else {
                    try await Task.sleep(for: .milliseconds(2))
                    continue
                }
                say("took", task.payload)  // the work would be done here
                try await queue.finish(task)
                say("finished", task.payload)
            }
        }
    }
    var producers: [Task<Void, any Error>] = []
    // Reading blocks the main thread, which the tasks do not need.
    while let line = readLine() {
        if producers.count == 64 { try await producers.removeFirst().value }
        producers.append(
            Task.detached {
                _ = try await queue.enqueue(Array(line.utf8))
                say("queued", Array(line.utf8))
            })
    }
    for producer in producers { try await producer.value }
    input.hasEnded.store(true, ordering: .releasing)
    for worker in workers { try await worker.value }
    try queue.close()
} catch {
    print("\(error)")
    exit(74)
}

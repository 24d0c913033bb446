import Glibc
import Synchronization

// work-queue DIRECTORY: every line of the input becomes a task, each enqueued by a producer of its own, at most 64 at a time; two workers do
// them. Says `queued LINE`, `took LINE` and `finished LINE`, each once it is true. Ends when the input has ended and no task is left.

final class Input: Sendable {
    let hasEnded = Atomic(false)
}

func say(_ deed: String, _ payload: [UInt8]) {
    print(deed, String(decoding: payload, as: UTF8.self))
    fflush(nil)
}

guard CommandLine.arguments.count == 2 else {
    print("usage: work-queue DIRECTORY < tasks")
    exit(64)
}
do {
    let queue = try WorkQueue(directory: CommandLine.arguments[1])
    let input = Input()
    try await withThrowingTaskGroup(of: Void.self) { workers in
        for _ in 0..<2 {
            workers.addTask {
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
        try await withThrowingTaskGroup(of: Void.self) { producers in
            var count = 0
            // Reading blocks the main thread, which no task needs.
            while let line = readLine() {
                count += 1
                if count > 64 { try await producers.next() }
                producers.addTask {
                    _ = try await queue.enqueue(Array(line.utf8))
                    say("queued", Array(line.utf8))
                }
            }
            try await producers.waitForAll()
        }
        input.hasEnded.store(true, ordering: .releasing)
        try await workers.waitForAll()
    }
    try queue.close()
} catch {
    print("\(error)")
    exit(74)
}

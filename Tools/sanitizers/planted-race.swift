// A race, planted to prove that the thread sanitizer sees races, and a Mutex that threads compete for, which must not be taken for one.
// Run with `race` or with `mutex`; Tools/test --full does both.
import Foundation
import Synchronization

final class Counter: @unchecked Sendable {
    // @unchecked: `unguarded` is the planted race.
    let guarded = Mutex(0)
    var unguarded = 0
}

let counter = Counter()
let isRacing = CommandLine.arguments.dropFirst() == ["race"]
let group = DispatchGroup()
for _ in 0..<4 {
    group.enter()
    Thread {
        for _ in 0..<20_000 {
            counter.guarded.withLock { $0 += 1 }
            if isRacing { counter.unguarded += 1 }
        }
        group.leave()
    }.start()
}
group.wait()
print(counter.guarded.withLock { $0 })

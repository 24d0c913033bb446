import Glibc

/// Waits between two looks at something that another process is about to let go: 0.1 ms at first, growing to 5 ms.
struct BriefPause {
    private(set) var totalMicroseconds = 0
    private var nextMicroseconds = 100

    mutating func wait() {
        usleep(UInt32(nextMicroseconds))
        totalMicroseconds += nextMicroseconds
        nextMicroseconds = min(nextMicroseconds * 2, 5000)
    }
}

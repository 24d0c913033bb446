import Glibc

/// Of a timed stretch: seconds by the clock, of the process's CPU time, and calls of the allocator where they are counted.
struct Stopwatch {
    private let start = Self.seconds(CLOCK_MONOTONIC)
    private let cpuStart = Self.seconds(CLOCK_PROCESS_CPUTIME_ID)
    private let allocationsStart = Self.allocationCount()
    private var figures: [(String, String)] = []

    static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Nil unless `allocations.c` is preloaded.
    private static func allocationCount() -> Int? {
        guard let symbol = dlsym(nil, "benchmark_allocation_count") else { return nil }
        return Int(unsafeBitCast(symbol, to: (@convention(c) () -> Int64).self)())
    }

    mutating func stop() {
        let (allocations, seconds, cpu) = (Self.allocationCount(), Self.seconds(CLOCK_MONOTONIC), Self.seconds(CLOCK_PROCESS_CPUTIME_ID))
        figures = [("seconds", "\(seconds - start)"), ("cpu", "\(cpu - cpuStart)")]
        if let allocations, let allocationsStart { figures.append(("allocations", "\(allocations - allocationsStart)")) }
    }

    /// One line of JSON.
    func report(_ more: KeyValuePairs<String, String>) {
        let all = figures + more.map { ($0.key, $0.value) }
        write("{" + all.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}\n", to: STDOUT_FILENO)
    }
}

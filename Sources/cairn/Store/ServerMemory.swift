import Glibc

/// How the server's allocator keeps memory (mallopt(3)). Only for the program: a library has no business with its host's allocator.
///
/// Left alone, glibc gives each thread that allocates an arena of its own, up to eight for each core, and keeps in each what its busiest moment
/// took: an answer of 9 MB, given by one thread of the pool after the other, left hundreds of megabytes behind. Two arenas do for a server
/// whose threads mostly wait. The thresholds are fixed, since glibc otherwise raises them with each large block that is freed, without a word.
/// Blocks below them stay in the heap: an answer that is mapped and unmapped each time pays as much for its page faults as for its text.
enum ServerMemory {
    /// What is allocated beyond this is mapped, and returned when it is freed.
    private static let mappedByteCountMin: CInt = 32 << 20
    /// What an arena keeps free at its end, for the next answer. With 32 MiB a history of 9 MB comes in half the time (13 ms, not 24), and a server at
    /// rest holds 70 MiB more.
    private static let keptByteCountMax: CInt = 12 << 20

    /// Call it before other threads start.
    static func configure() {
        // <malloc.h> is not part of the Glibc module, and other C libraries have no mallopt: there nothing is set.
        guard let symbol = dlsym(nil, "mallopt") else { return }
        let mallopt = unsafeBitCast(symbol, to: (@convention(c) (CInt, CInt) -> CInt).self)
        for (parameter, value) in [(arenaMax, 2), (mmapThreshold, mappedByteCountMin), (trimThreshold, keptByteCountMax)] {
            _ = mallopt(parameter, value)
        }
    }

    // The parameters' numbers in <malloc.h>: M_ARENA_MAX, M_MMAP_THRESHOLD, M_TRIM_THRESHOLD.
    private static let arenaMax: CInt = -8
    private static let mmapThreshold: CInt = -3
    private static let trimThreshold: CInt = -1
}

import NIOPosix

/// The threads on which everything runs that may block: commands, views, blobs. The cooperative pool never waits for a disk.
struct BlockingPool: Sendable {
    private let pool: NIOThreadPool

    init(threadCount: Int) {
        pool = NIOThreadPool(numberOfThreads: threadCount)
        pool.start()
    }

    /// Runs `work` on a thread of the pool and suspends until it has.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await pool.runIfActive(work)
    }

    /// Runs `work` sometime, whatever becomes of the caller.
    func detached(_ work: @escaping @Sendable () -> Void) {
        pool.submit { _ in work() }
    }

    func shutDown() async throws {
        try await pool.shutdownGracefully()
    }
}

import NIOPosix

/// The threads on which everything runs that may block: commands, views, blobs. The cooperative pool never waits for a disk.
struct BlockingPool: Sendable {
    private let pool: NIOThreadPool

    init(threadCount: Int) {
        pool = NIOThreadPool(numberOfThreads: threadCount)
        pool.start()
    }

    /// Runs `work` sometime, on a thread of the pool.
    func run(_ work: @escaping @Sendable () -> Void) {
        pool.submit { _ in work() }
    }

    func shutDown() async throws {
        try await pool.shutdownGracefully()
    }
}

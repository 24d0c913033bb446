import Glibc

/// Set by one thread, waited for by another.
final class CompletionFlag: @unchecked Sendable {
    // @unchecked: the semaphore is made for threads, and its place in memory is fixed.
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(semaphore, 0, 0) }

    deinit { semaphore.deallocate() }

    func set() { sem_post(semaphore) }

    func wait() { while sem_wait(semaphore) != 0 {} }
}

import Glibc

/// Where the folding thread waits: woken by a commit, by the time being up, or by the end.
///
/// pthread conditions, since the thread has to wait without a task and with a bound (pthread_cond_timedwait(3), monotonic clock).
final class FoldSignal: @unchecked Sendable {
    enum Event: Sendable { case woken, timeUp, stopped }

    // All below are guarded by `mutex`. The pointers are owned: pthread objects may not move.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var isWoken = false
    private var isStopped = false

    init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func wake() {
        locked {
            if !isWoken { pthread_cond_signal(condition) }
            isWoken = true
        }
    }

    func stop() {
        locked {
            isStopped = true
            pthread_cond_broadcast(condition)
        }
    }

    /// Waits to be woken, at most `milliseconds`.
    func wait(milliseconds: Int) -> Event {
        wait(milliseconds: milliseconds, until: { isWoken || isStopped })
    }

    /// Waits `milliseconds`, whoever wakes; only a stop ends it earlier.
    func pause(milliseconds: Int) -> Event {
        wait(milliseconds: milliseconds, until: { isStopped })
    }

    private func wait(milliseconds: Int, until isOver: () -> Bool) -> Event {
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        deadline.tv_nsec += milliseconds % 1_000 * 1_000_000
        deadline.tv_sec += milliseconds / 1_000 + deadline.tv_nsec / 1_000_000_000
        deadline.tv_nsec %= 1_000_000_000
        return locked {
            while !isOver() {
                guard pthread_cond_timedwait(condition, mutex, &deadline) == 0 else { break }
            }
            if isStopped { return .stopped }
            guard isOver() else { return .timeUp }
            isWoken = false
            return .woken
        }
    }

    private func locked<Value>(_ body: () -> Value) -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}

import ByteCoding
import Glibc

/// The system calls that a log makes, one function each, with errors that say what to do. The only file of this room that knows the C
/// library; everything else goes through `LogStorage` and `ThreadMonitor`.
enum SystemCalls {
    /// open(2), never inherited by a program that is started (`O_CLOEXEC`); nil when the file is not there (ENOENT) and is not to be created.
    static func open(_ path: String, isWritten: Bool, creates: Bool, exclusively: Bool = false) throws(LogError) -> Int32? {
        let flags = (isWritten ? O_RDWR : O_RDONLY) | (creates ? O_CREAT : 0) | (exclusively ? O_EXCL : 0) | O_CLOEXEC
        let descriptor = retrying { unsafe Glibc.open(path, flags, 0o644) }
        if descriptor < 0 && errno == ENOENT && !creates { return nil }
        guard descriptor >= 0 else { throw failure("open", path) }
        return descriptor
    }

    static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

    /// fstat(2): which file it is, and its length.
    static func status(of descriptor: Int32, _ path: String) throws(LogError) -> (identity: LogFileIdentity, byteCount: UInt64) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure("fstat", path) }
        return (LogFileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino)), UInt64(max(0, status.st_size)))
    }

    /// stat(2); nil when there is no such file.
    static func identity(of path: String) throws(LogError) -> LogFileIdentity? {
        var status = stat()
        if unsafe stat(path, &status) == 0 { return LogFileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino)) }
        guard errno == ENOENT || errno == ENOTDIR else { throw failure("stat", path) }
        return nil
    }

    /// pread(2) until the bytes are there or the file ends. Nothing is beyond the largest `off_t`, where every file has ended.
    ///
    /// - Parameter buffer: replaced; its memory is used again where it suffices.
    static func read(
        _ descriptor: Int32, at offset: UInt64, byteCount: Int, into buffer: inout [UInt8], _ path: String
    ) throws(LogError) {
        buffer.removeAll(keepingCapacity: true)
        guard let place = fileOffset(offset, byteCount) else { return }
        var error: LogError?
        buffer.append(addingCapacity: byteCount) { output in
            // pread writes inside the buffer only, whose length it is given; what it filled is counted.
            unsafe output.withUnsafeMutableBufferPointer { target, count in
                while count < byteCount {
                    let got = retrying { unsafe pread(descriptor, target.baseAddress! + count, byteCount - count, place + count) }
                    if got < 0 { error = failure("pread", path, offset: offset) }
                    if got <= 0 { break }
                    count += got
                }
            }
        }
        if let error { throw error }
    }

    /// pwrite(2) until everything is written. A short write goes on behind what arrived; an error ends it.
    static func write(_ descriptor: Int32, _ bytes: [UInt8], at offset: UInt64, _ path: String) throws(LogError) {
        guard let place = fileOffset(offset, bytes.count) else {
            errno = EFBIG
            throw failure("pwrite", path, offset: offset)
        }
        var written = 0
        while written < bytes.count {
            // pwrite reads inside the buffer only.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                retrying { unsafe pwrite(descriptor, buffer.baseAddress! + written, bytes.count - written, place + written) }
            }
            guard count > 0 else { throw failure("pwrite", path, offset: offset) }
            written += count
        }
    }

    /// The offset as the system takes it; nil when it, or the end of `byteCount` bytes from there, is beyond the largest.
    private static func fileOffset(_ offset: UInt64, _ byteCount: Int) -> off_t? {
        guard let place = off_t(exactly: offset), !place.addingReportingOverflow(byteCount).overflow else { return nil }
        return place
    }

    /// fdatasync(2), then fstat(2): a file without a name is lost with its descriptor, however well it was synced. An interruption counts as
    /// failure: whether the bytes are durable is unknown.
    static func synchronizeData(_ descriptor: Int32, _ path: String) throws(LogError) {
        guard fdatasync(descriptor) == 0 else { throw failure("fdatasync", path) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure("fstat", path) }
        guard status.st_nlink == 0 else { return }
        throw LogError(
            .storageFailed, path: path,
            message:
                "the file was deleted while it was written, so nothing more is taken; put the directory back from a copy"
        )
    }

    /// open(2), fsync(2), close(2) of a directory: what was created, renamed or removed in it becomes durable.
    static func synchronizeDirectory(_ path: String) throws(LogError) {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { _ = Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
    }

    /// mkdir(2); whether it was made now.
    static func makeDirectory(_ path: String) throws(LogError) -> Bool {
        if unsafe mkdir(path, 0o755) == 0 { return true }
        guard errno == EEXIST else { throw failure("mkdir", path) }
        return false
    }

    static func rename(_ path: String, to newPath: String) throws(LogError) {
        guard unsafe Glibc.rename(path, newPath) == 0 else { throw failure("rename", path) }
    }

    static func unlink(_ path: String) throws(LogError) {
        guard unsafe Glibc.unlink(path) == 0 || errno == ENOENT else { throw failure("unlink", path) }
    }

    /// rmdir(2).
    static func removeDirectory(_ path: String) throws(LogError) {
        guard unsafe rmdir(path) == 0 || errno == ENOENT || errno == ENOTEMPTY || errno == EEXIST else { throw failure("rmdir", path) }
    }

    /// readdir(3) to the end; nil when there is no such directory.
    static func fileNames(in path: String) throws(LogError) -> [String]? {
        guard let directory = unsafe opendir(path) else {
            guard errno == ENOENT else { throw failure("opendir", path) }
            return nil
        }
        defer { unsafe _ = closedir(directory) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(directory) else { break }
            // d_name ends in a zero byte.
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw failure("readdir", path) }
        return names
    }

    /// fcntl(2) with `F_SETLK`: an exclusive lock on the whole file for this process; false when another has one.
    static func lock(_ descriptor: Int32, _ path: String) throws(LogError) -> Bool {
        var request = wholeFile(F_WRLCK)
        if unsafe fcntl(descriptor, F_SETLK, &request) == 0 { return true }
        guard errno == EACCES || errno == EAGAIN else { throw failure("fcntl(F_SETLK)", path) }
        return false
    }

    /// fcntl(2) with `F_GETLK`: whether another process has a lock on the file.
    static func isLockedByAnother(_ descriptor: Int32, _ path: String) throws(LogError) -> Bool {
        var request = wholeFile(F_WRLCK)
        guard unsafe fcntl(descriptor, F_GETLK, &request) == 0 else { throw failure("fcntl(F_GETLK)", path) }
        return Int32(request.l_type) != Int32(F_UNLCK)
    }

    private static func wholeFile(_ type: some BinaryInteger) -> flock {
        flock(l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }

    /// Calls again while a signal interrupts. For calls that have done nothing when they were interrupted.
    private static func retrying<Value: SignedInteger>(_ call: () -> Value) -> Value {
        while true {
            let value = call()
            if value >= 0 || errno != EINTR { return value }
        }
    }

    private static func failure(_ call: String, _ path: String, offset: UInt64? = nil) -> LogError {
        let number = errno
        let reason = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
        let (code, remedy) = meaning(of: number)
        return LogError(code, path: path, byteOffset: offset, errno: number, message: "\(call) failed: \(reason); \(remedy)")
    }

    /// What kind of failure an error number is, and what to do about it outside of this program.
    private static func meaning(of number: Int32) -> (LogError.Code, String) {
        switch number {
        case ENOSPC: (.outOfSpace, "make room on the device")
        case EDQUOT: (.outOfSpace, "make room within the quota, or have it raised")
        case EFBIG: (.outOfSpace, "the file system, or this process (ulimit -f), allows no larger file")
        case EROFS: (.notPermitted, "mount the file system read-write, or choose another directory; reading needs neither")
        case EACCES, EPERM: (.notPermitted, "give this user the right to read and write there, or choose another directory")
        case ENOENT: (.storageFailed, "the directory above it must exist")
        case ENOTDIR: (.notALog, "the path leads through a file; give the path of a directory")
        case EISDIR: (.storageFailed, "a directory has this file's name; move it away")
        case EEXIST: (.alreadyExists, "another process is at work there")
        case EMFILE, ENFILE: (.storageFailed, "raise the limit on open files (ulimit -n)")
        case ENOLCK: (.storageFailed, "this file system gives no locks; on NFS its lock service has to run")
        case EIO: (.storageFailed, "the device failed: see the kernel's log (dmesg), and replace it")
        default: (.storageFailed, "see the kernel's log (dmesg)")
        }
    }
}

/// A lock with conditions, for threads that must wait: POSIX threads, because `Mutex` has no condition.
///
/// The state is reached in closures that run under the lock; they must not block, call out, or resume anything.
@safe
final class ThreadMonitor<State>: @unchecked Sendable {
    // @unchecked: `state` is touched between lock and unlock of `mutex` only; the pointers never change.
    private var state: State
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let conditions: UnsafeMutablePointer<pthread_cond_t>
    private let conditionCount: Int
    private let generation = ForkGeneration.current

    /// What a look at the state leads to.
    enum Step<Result> {
        case done(Result)
        /// Wait for a signal of this condition, then look again.
        case wait(Int)
        /// The same, but look again at the latest at this time, a value of `deadline`.
        case waitUntil(Int, deadline: UInt64)
    }

    init(_ state: State, conditionCount: Int) {
        self.state = state
        self.conditionCount = conditionCount
        unsafe mutex = .allocate(capacity: 1)
        unsafe conditions = .allocate(capacity: conditionCount)
        unsafe pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        for index in 0..<conditionCount { unsafe pthread_cond_init(conditions + index, &attributes) }
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        // In a forked child the conditions remember the parent's threads, and destroying them would wait for those.
        guard generation == ForkGeneration.current else { return }
        for index in 0..<conditionCount { unsafe pthread_cond_destroy(conditions + index) }
        unsafe pthread_mutex_destroy(mutex)
        unsafe conditions.deallocate()
        unsafe mutex.deallocate()
    }

    func withLock<Result, Failure: Error>(_ body: (inout State) throws(Failure) -> Result) throws(Failure) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe _ = pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Looks at the state again and again until it is done, and sleeps between.
    func wait<Result>(_ body: (inout State) -> Step<Result>) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe _ = pthread_mutex_unlock(mutex) }
        while true {
            switch body(&state) {
            case .done(let result): return result
            case .wait(let condition): unsafe pthread_cond_wait(conditions + condition, mutex)
            case .waitUntil(let condition, let deadline):
                var time = timespec(tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
                unsafe pthread_cond_timedwait(conditions + condition, mutex, &time)
            }
        }
    }

    func signal(_ condition: Int) { unsafe pthread_cond_signal(conditions + condition) }
    func broadcast(_ condition: Int) { unsafe pthread_cond_broadcast(conditions + condition) }
}

/// Waiting time, for `ThreadMonitor` only: no record ever learns it.
enum Deadline {
    /// Nanoseconds of the monotonic clock.
    static var now: UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    static func after(milliseconds: Int) -> UInt64 { now + UInt64(max(0, milliseconds)) * 1_000_000 }
}

/// A thread that ends by itself when its body returns.
enum DetachedThread {
    /// Starts `body` on a thread of its own.
    static func start(_ body: @escaping @Sendable () -> Void) throws(LogError) {
        let box = unsafe Unmanaged.passRetained(ThreadBody(body))
        var thread = pthread_t()
        let result = unsafe pthread_create(
            &thread, nil,
            { argument in
                // The one reference that `passRetained` made.
                unsafe Unmanaged<ThreadBody>.fromOpaque(argument!).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
        guard result == 0 else {
            unsafe box.release()
            throw LogError(
                .storageFailed, path: "", errno: result, message: "no thread could be started; raise the limit on threads (ulimit -u)")
        }
        pthread_detach(thread)
    }

    private final class ThreadBody: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}

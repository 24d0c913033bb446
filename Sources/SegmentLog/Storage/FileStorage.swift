import ByteCoding
import Synchronization

/// The real file system. Each method's system calls stand in `SystemCalls`.
public struct FileStorage: LogStorage {
    public init() {}

    public func fileNames(in directory: String) throws(LogError) -> [String]? { try SystemCalls.fileNames(in: directory) }

    public func createDirectory(_ path: String) throws(LogError) {
        _ = try SystemCalls.makeDirectory(path)
        // Also when it was there: who made it may have died before its name was durable.
        try SystemCalls.synchronizeDirectory(Self.parent(of: path))
    }

    public func synchronizeDirectory(_ directory: String) throws(LogError) { try SystemCalls.synchronizeDirectory(directory) }

    public func createFile(_ path: String) throws(LogError) -> any LogFile {
        guard let descriptor = try SystemCalls.open(path, isWritten: true, creates: true, exclusively: true) else {
            preconditionFailure("a file that is created is there")
        }
        return try DescriptorFile(descriptor, path)
    }

    public func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? {
        guard let descriptor = try SystemCalls.open(path, isWritten: access == .readingAndWriting, creates: false) else { return nil }
        return try DescriptorFile(descriptor, path)
    }

    public func rename(_ path: String, to newPath: String) throws(LogError) { try SystemCalls.rename(path, to: newPath) }

    public func removeFile(_ path: String) throws(LogError) { try SystemCalls.unlink(path) }

    public func removeDirectory(_ path: String) throws(LogError) { try SystemCalls.removeDirectory(path) }

    public func lock(_ path: String) throws(LogError) -> (any LogLock)? { try HeldLocks.take(path) }

    public func isLocked(_ path: String) throws(LogError) -> Bool { try HeldLocks.isHeld(path) }

    private static func parent(of path: String) -> String {
        guard let slash = path.dropLast(path.hasSuffix("/") ? 1 : 0).lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// A file by its descriptor.
private final class DescriptorFile: LogFile {
    private let descriptor: Int32
    private let path: String
    let identity: LogFileIdentity

    init(_ descriptor: Int32, _ path: String) throws(LogError) {
        self.descriptor = descriptor
        self.path = path
        do {
            identity = try SystemCalls.status(of: descriptor, path).identity
        } catch {
            SystemCalls.close(descriptor)
            throw error
        }
    }

    deinit { SystemCalls.close(descriptor) }

    func byteCount() throws(LogError) -> UInt64 { try SystemCalls.status(of: descriptor, path).byteCount }

    func read(at offset: UInt64, byteCount: Int) throws(LogError) -> [UInt8] {
        var buffer: [UInt8] = []
        try SystemCalls.read(descriptor, at: offset, byteCount: byteCount, into: &buffer, path)
        return buffer
    }

    func read(at offset: UInt64, byteCount: Int, into buffer: inout [UInt8]) throws(LogError) {
        try SystemCalls.read(descriptor, at: offset, byteCount: byteCount, into: &buffer, path)
    }

    func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) {
        try SystemCalls.write(descriptor, bytes, at: offset, path)
    }

    func synchronizeData() throws(LogError) { try SystemCalls.synchronizeData(descriptor, path) }
}

/// The lock files that this process holds.
///
/// A POSIX record lock goes when its process closes *any* descriptor of the file, and a process never conflicts with itself. So a lock file that
/// this process holds is never opened again, and the table answers for it. A forked child holds none of its parent's locks.
private enum HeldLocks {
    private static let generations = Mutex<[LogFileIdentity: UInt64]>([:])

    static func take(_ path: String) throws(LogError) -> (any LogLock)? {
        try generations.withLock { (held) throws(LogError) -> (any LogLock)? in
            // Twice: a file that was removed between open and lock excludes nobody.
            for _ in 0..<2 {
                if try isHeldHere(path, held) { return nil }
                guard let descriptor = try SystemCalls.open(path, isWritten: true, creates: true) else { return nil }
                guard let identity = try lock(descriptor, path) else { continue }
                held[identity] = ForkGeneration.current
                return DescriptorLock(descriptor, identity)
            }
            return nil
        }
    }

    /// Locks the file, and says which it is; closes it, and says nil, when another process has the lock or the path no longer leads to it.
    private static func lock(_ descriptor: Int32, _ path: String) throws(LogError) -> LogFileIdentity? {
        do throws(LogError) {
            let identity = try SystemCalls.status(of: descriptor, path).identity
            if try SystemCalls.lock(descriptor, path), try SystemCalls.identity(of: path) == identity { return identity }
        } catch {
            SystemCalls.close(descriptor)
            throw error
        }
        SystemCalls.close(descriptor)
        return nil
    }

    static func isHeld(_ path: String) throws(LogError) -> Bool {
        try generations.withLock { (held) throws(LogError) -> Bool in
            if try isHeldHere(path, held) { return true }
            guard let descriptor = try SystemCalls.open(path, isWritten: false, creates: false) else { return false }
            defer { SystemCalls.close(descriptor) }
            return try SystemCalls.isLockedByAnother(descriptor, path)
        }
    }

    private static func isHeldHere(_ path: String, _ held: [LogFileIdentity: UInt64]) throws(LogError) -> Bool {
        guard let identity = try SystemCalls.identity(of: path), let generation = held[identity] else { return false }
        return generation == ForkGeneration.current
    }

    static func release(_ descriptor: Int32, _ identity: LogFileIdentity, _ generation: UInt64) {
        // In a forked child the lock is the parent's, and the table's own lock may have been held at the fork.
        guard generation == ForkGeneration.current else { return SystemCalls.close(descriptor) }
        generations.withLock { held in
            held[identity] = nil
            SystemCalls.close(descriptor)
        }
    }

    private final class DescriptorLock: LogLock {
        private let descriptor: Int32
        private let identity: LogFileIdentity
        private let generation = ForkGeneration.current
        private let isReleased = Atomic(false)

        init(_ descriptor: Int32, _ identity: LogFileIdentity) {
            self.descriptor = descriptor
            self.identity = identity
        }

        deinit { release() }

        func release() {
            guard !isReleased.exchange(true, ordering: .acquiringAndReleasing) else { return }
            HeldLocks.release(descriptor, identity, generation)
        }
    }
}

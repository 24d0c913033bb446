import SegmentLog
import Synchronization

/// A file system in memory that never fails: for logs made of bytes that nobody vouches for.
final class MemoryStorage: LogStorage {
    private struct State {
        var files: [String: MemoryFile] = [:]
        var directories: Set<String> = []
        var locks: Set<String> = []
        var nextNumber: UInt64 = 1
    }

    private let state = Mutex(State())

    init(_ contents: [String: [UInt8]] = [:], in directory: String = "log") {
        state.withLock { state in
            state.directories.insert(directory)
            for name in contents.keys.sorted() {
                state.files[directory + "/" + name] = MemoryFile(state.nextNumber, contents[name] ?? [])
                state.nextNumber += 1
            }
        }
    }

    /// The bytes read from all files so far.
    var readByteCount: Int { state.withLock { $0.files.values.reduce(0) { $0 + $1.readByteCount.load(ordering: .relaxed) } } }

    /// Every file's bytes by its path, lock files left out.
    var contents: [String: [UInt8]] { state.withLock { $0.files.mapValues(\.bytes) } }

    func fileNames(in directory: String) throws(LogError) -> [String]? {
        state.withLock { state in
            guard state.directories.contains(directory) else { return nil }
            return state.files.keys.filter { $0.hasPrefix(directory + "/") }.map { String($0.dropFirst(directory.count + 1)) }
        }
    }

    func createDirectory(_ path: String) throws(LogError) { state.withLock { _ = $0.directories.insert(path) } }
    func synchronizeDirectory(_ directory: String) throws(LogError) {}

    func createFile(_ path: String) throws(LogError) -> any LogFile {
        try state.withLock { (state) throws(LogError) in
            guard state.files[path] == nil else { throw LogError(.alreadyExists, path: path, message: "it is there") }
            let file = MemoryFile(state.nextNumber, [])
            state.nextNumber += 1
            state.files[path] = file
            return file
        }
    }

    func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? { state.withLock { $0.files[path] } }

    func rename(_ path: String, to newPath: String) throws(LogError) {
        try state.withLock { (state) throws(LogError) in
            guard let file = state.files.removeValue(forKey: path) else { throw LogError(.storageFailed, path: path, message: "not there") }
            state.files[newPath] = file
        }
    }

    func removeFile(_ path: String) throws(LogError) { state.withLock { _ = $0.files.removeValue(forKey: path) } }

    func lock(_ path: String) throws(LogError) -> (any LogLock)? {
        state.withLock { $0.locks.insert(path).inserted } ? MemoryLock { [self] in state.withLock { _ = $0.locks.remove(path) } } : nil
    }

    func isLocked(_ path: String) throws(LogError) -> Bool { state.withLock { $0.locks.contains(path) } }
}

/// A file's bytes.
private final class MemoryFile: LogFile {
    private let content: Mutex<[UInt8]>
    let identity: LogFileIdentity
    let readByteCount = Atomic(0)

    init(_ number: UInt64, _ bytes: [UInt8]) {
        content = Mutex(bytes)
        identity = LogFileIdentity(device: 0, number: number)
    }

    var bytes: [UInt8] { content.withLock { $0 } }

    func byteCount() throws(LogError) -> UInt64 { UInt64(bytes.count) }

    func read(at offset: UInt64, byteCount: Int) throws(LogError) -> [UInt8] {
        let bytes = bytes
        let start = Int(min(offset, UInt64(bytes.count)))
        let end = start + min(byteCount, bytes.count - start)
        readByteCount.add(end - start, ordering: .relaxed)
        return Array(bytes[start..<end])
    }

    func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) {
        content.withLock { content in
            let start = Int(offset)
            let end = start + bytes.count
            if content.count < end { content += [UInt8](repeating: 0, count: end - content.count) }
            content.replaceSubrange(start..<end, with: bytes)
        }
    }

    func synchronizeData() throws(LogError) {}
}

/// A lock that calls back when it is given back.
private final class MemoryLock: LogLock {
    private let giveBack: @Sendable () -> Void

    init(_ giveBack: @escaping @Sendable () -> Void) { self.giveBack = giveBack }

    deinit { giveBack() }
    func release() { giveBack() }
}

import SegmentLog
import Synchronization

/// A file system in memory that can lose power after any call and fail any call.
///
/// It keeps apart what programs see (the page cache) and what is on the disk. Unsynced writes are remembered by 512-byte sector, names by operation.
/// A failed sync leaves its pages clean: what they held is lost at a power cut, and no later sync writes it.
final class SimulatedStorage: LogStorage {
    /// What of the unsynced writes a power cut leaves.
    enum Outcome: CaseIterable, Sendable {
        case none, all, prefix, scattered
        /// No power cut: only the process died, and the page cache stays.
        case processDied
    }

    fileprivate struct Node {
        var cache: [UInt8] = []
        var durable: [UInt8] = []
        /// Sectors written since the last sync, each with its content after the write.
        var unsynced: [(sector: Int, content: [UInt8])] = []
    }

    private struct State {
        var nodes: [Int: Node] = [:]
        var directories: Set<String> = []
        var names: [String: Int] = [:]
        var durableNames: [String: Int] = [:]
        /// What was done to names since their directory was synced: a name, and its file or none.
        var pendingNames: [[(String, Int?)]] = []
        var nextNode = 1
        var locks: Set<String> = []
        var callCount = 0
        var failing: Set<Int> = []
        var powerLostAfter: Int?
        var calls: [String] = []
    }

    private let state: Mutex<State>

    init() { state = Mutex(State()) }
    private init(_ state: sending State) { self.state = Mutex(state) }

    /// The calls made so far that change something, in order.
    var calls: [String] { state.withLock { $0.calls } }
    var callCount: Int { state.withLock { $0.callCount } }

    /// Every changing call from the one after the `count`-th on fails: the power is off.
    func losePower(after count: Int) { state.withLock { $0.powerLostAfter = count } }
    func failCall(_ number: Int) { state.withLock { $0.failing = [number] } }

    /// The file system as another process sees it, or as a new one finds it afterwards.
    func after(_ outcome: Outcome, seed: UInt64 = 1) -> SimulatedStorage {
        state.withLock { old in
            var new = State()
            new.nextNode = old.nextNode
            new.directories = old.directories
            if outcome == .processDied {
                new.nodes = old.nodes
                new.names = old.names
                new.durableNames = old.durableNames
                new.pendingNames = old.pendingNames
                return SimulatedStorage(new)
            }
            var random = seed
            for (number, node) in old.nodes.sorted(by: { $0.key < $1.key }) {
                let content = node.surviving(outcome, &random)
                new.nodes[number] = Node(cache: content, durable: content)
            }
            let kept = outcome == .none ? 0 : outcome == .all ? old.pendingNames.count : old.pendingNames.count / 2
            new.names = old.durableNames
            for (name, node) in old.pendingNames.prefix(kept).joined() { new.names[name] = node }
            new.durableNames = new.names
            return SimulatedStorage(new)
        }
    }

    /// Counts a call that changes something; throws when it is to fail.
    private static func count(_ call: String, _ state: inout State) throws(LogError) {
        state.callCount += 1
        if let limit = state.powerLostAfter, state.callCount > limit {
            throw LogError(.storageFailed, path: "", message: "the power is off")
        }
        state.calls.append(call)
        if state.failing.contains(state.callCount) {
            throw LogError(.storageFailed, path: "", errno: 5, message: "simulated failure of \(call)")
        }
    }

    func fileNames(in directory: String) throws(LogError) -> [String]? {
        state.withLock { state in
            guard state.directories.contains(directory) else { return nil }
            return state.names.keys.filter { $0.hasPrefix(directory + "/") }.map { String($0.dropFirst(directory.count + 1)) }
        }
    }

    func createDirectory(_ path: String) throws(LogError) {
        try state.withLock { (state) throws(LogError) in
            guard !state.directories.contains(path) else { return }
            try Self.count("mkdir", &state)
            state.directories.insert(path)
        }
    }

    func synchronizeDirectory(_ directory: String) throws(LogError) {
        try state.withLock { (state) throws(LogError) in
            try Self.count("fsync directory", &state)
            state.durableNames = state.names
            state.pendingNames = []
        }
    }

    func createFile(_ path: String) throws(LogError) -> any LogFile {
        try state.withLock { (state) throws(LogError) in
            try Self.count("create", &state)
            guard state.names[path] == nil else { throw LogError(.alreadyExists, path: path, message: "it is there") }
            state.nodes[state.nextNode] = Node()
            state.names[path] = state.nextNode
            state.pendingNames.append([(path, state.nextNode)])
            state.nextNode += 1
        }
        return File(self, state.withLock { $0.names[path]! })
    }

    func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? {
        state.withLock { $0.names[path] }.map { File(self, $0) }
    }

    func rename(_ path: String, to newPath: String) throws(LogError) {
        try state.withLock { (state) throws(LogError) in
            try Self.count("rename", &state)
            guard let node = state.names.removeValue(forKey: path) else { throw LogError(.storageFailed, path: path, message: "not there") }
            state.names[newPath] = node
            state.pendingNames.append([(path, nil), (newPath, node)])
        }
    }

    func removeFile(_ path: String) throws(LogError) {
        try state.withLock { (state) throws(LogError) in
            guard state.names[path] != nil else { return }
            try Self.count("unlink", &state)
            state.names[path] = nil
            state.pendingNames.append([(path, nil)])
        }
    }

    func lock(_ path: String) throws(LogError) -> (any LogLock)? {
        let isTaken = state.withLock { $0.locks.insert(path).inserted }
        return isTaken ? Lock(self, path) : nil
    }

    func isLocked(_ path: String) throws(LogError) -> Bool { state.withLock { $0.locks.contains(path) } }

    /// A file's bytes as programs see them; setting them also puts them on the disk.
    subscript(path: String) -> [UInt8] {
        get { state.withLock { state in state.names[path].flatMap { state.nodes[$0]?.cache } ?? [] } }
        set {
            state.withLock { state in
                guard let node = state.names[path] else { return }
                state.nodes[node] = Node(cache: newValue, durable: newValue)
            }
        }
    }

    func remove(_ path: String) { state.withLock { $0.names[path] = nil } }

    private final class File: LogFile {
        let storage: SimulatedStorage
        let number: Int

        init(_ storage: SimulatedStorage, _ number: Int) {
            self.storage = storage
            self.number = number
        }

        var identity: LogFileIdentity { LogFileIdentity(device: 0, number: UInt64(number)) }
        func byteCount() throws(LogError) -> UInt64 { storage.state.withLock { UInt64($0.nodes[number]!.cache.count) } }

        func read(at offset: UInt64, byteCount: Int) throws(LogError) -> [UInt8] {
            storage.state.withLock { state in
                let bytes = state.nodes[number]!.cache
                let start = min(bytes.count, Int(offset))
                return Array(bytes[start..<min(bytes.count, start + byteCount)])
            }
        }

        func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) {
            try storage.state.withLock { (state) throws(LogError) in
                do throws(LogError) {
                    try SimulatedStorage.count("write", &state)
                } catch {
                    // A write that fails may have written a part.
                    if state.powerLostAfter == nil { state.nodes[number]!.write(Array(bytes.prefix(bytes.count / 2)), at: Int(offset)) }
                    throw error
                }
                state.nodes[number]!.write(bytes, at: Int(offset))
            }
        }

        func synchronizeData() throws(LogError) {
            try storage.state.withLock { (state) throws(LogError) in
                do throws(LogError) {
                    try SimulatedStorage.count("fdatasync", &state)
                } catch {
                    if state.powerLostAfter == nil { state.nodes[number]!.unsynced = [] }
                    throw error
                }
                state.nodes[number]!.synchronize()
            }
        }
    }

    private final class Lock: LogLock {
        let storage: SimulatedStorage
        let path: String

        init(_ storage: SimulatedStorage, _ path: String) {
            self.storage = storage
            self.path = path
        }

        deinit { release() }
        func release() { storage.state.withLock { _ = $0.locks.remove(path) } }
    }
}

extension SimulatedStorage.Node {
    fileprivate mutating func write(_ bytes: [UInt8], at offset: Int) {
        guard !bytes.isEmpty else { return }
        if cache.count < offset + bytes.count { cache += [UInt8](repeating: 0, count: offset + bytes.count - cache.count) }
        cache.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        for sector in (offset / 512)...((offset + bytes.count - 1) / 512) {
            unsynced.append((sector, Array(cache[(sector * 512)..<min(cache.count, sector * 512 + 512)])))
        }
    }

    /// Only what is still marked dirty reaches the disk.
    fileprivate mutating func synchronize() {
        apply(unsynced[...], to: &durable)
        unsynced = []
    }

    fileprivate func surviving(_ outcome: SimulatedStorage.Outcome, _ random: inout UInt64) -> [UInt8] {
        var content = durable
        switch outcome {
        case .none, .processDied: break
        case .all: apply(unsynced[...], to: &content)
        case .prefix: apply(unsynced.prefix(unsynced.count / 2), to: &content)
        case .scattered:
            let chosen = unsynced.filter { _ in
                random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return random >> 63 == 0
            }
            apply(chosen[...], to: &content)
        }
        return content
    }

    private func apply(_ sectors: ArraySlice<(sector: Int, content: [UInt8])>, to bytes: inout [UInt8]) {
        for (sector, content) in sectors {
            let end = sector * 512 + content.count
            if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
            bytes.replaceSubrange((sector * 512)..<end, with: content)
        }
    }
}

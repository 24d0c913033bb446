package import SegmentLog
import Synchronization

/// A file system in memory on which a log runs unchanged: it records every call, and fails any of them.
///
/// After each call that changes something it keeps a `Moment`, from which `CrashEnumeration` works out what a crash there can leave.
package final class SimulatedStorage: LogStorage {
    private struct State {
        var disk: Disk
        var locks: Set<String> = []
        /// The process that runs; what an earlier one left behind can do nothing any more.
        var life = 0
        var mark = 0
        var callCount = 0
        /// Of them, those that change something, the second half of a mkdir included.
        var changeCount = 0
        var calls: [String] = []
        var moments: [Moment] = []
        let recordsMoments: Bool
        var plan: FaultPlan?
        var isGone = false
        var faultCount = 0
        /// Which of all calls was the first that failed.
        var firstFault = 0

        func count(for plan: FaultPlan) -> Int { plan.countsAll ? callCount : plan.strikesAnyCall ? calls.count : changeCount }
    }

    /// The fault that is to strike, and the call, counted from one.
    private struct FaultPlan {
        var fault: StorageFault
        var call: Int
        /// Whether calls that change nothing count.
        var countsAll: Bool
        /// Whether it strikes what cannot fail in this way too.
        var strikesAnyCall = false
    }

    private let state: Mutex<State>

    package init(_ disk: Disk = Disk(), recordsMoments: Bool = false) {
        let first = Moment(call: "", disk: disk, mark: 0)
        state = Mutex(State(disk: disk, moments: recordsMoments ? [first] : [], recordsMoments: recordsMoments))
    }

    /// A machine on which a directory and those above it have been for long.
    package convenience init(below directory: String, recordsMoments: Bool = false) {
        var names: [String: Disk.Entry] = [:]
        var path = directory
        while !path.isEmpty {
            names[path] = .directory
            path = Disk.parent(of: path)
        }
        self.init(Disk(files: [], names: names), recordsMoments: recordsMoments)
    }

    package var disk: Disk { state.withLock { $0.disk } }
    /// What was there after each call, the beginning first.
    package var moments: [Moment] { state.withLock { $0.moments } }
    /// The calls made so far that change something, in order.
    package var calls: [String] { state.withLock { $0.calls } }
    package var callCount: Int { calls.count }
    /// All calls made so far, reads included.
    package var allCallCount: Int { state.withLock { $0.callCount } }
    /// The calls that `plan(_:atChange:)` counts.
    package var changeCount: Int { state.withLock { $0.changeCount } }
    /// How many calls failed by plan.
    package var faultCount: Int { state.withLock { $0.faultCount } }
    /// Which of all calls was the first that failed by plan, counted from one.
    package var firstFault: Int { state.withLock { $0.firstFault } }

    /// Lets a call fail, counted from one, reads included.
    package func plan(_ fault: StorageFault, atCall number: Int) {
        state.withLock { $0.plan = FaultPlan(fault: fault, call: number, countsAll: true) }
    }

    /// Lets a call fail, counted from one, of those that change something.
    package func plan(_ fault: StorageFault, atChange number: Int) {
        state.withLock { $0.plan = FaultPlan(fault: fault, call: number, countsAll: false) }
    }

    /// Lets one of the calls that change something fail with EIO.
    package func failCall(_ number: Int) {
        state.withLock { $0.plan = FaultPlan(fault: .shortWrite, call: number, countsAll: false, strikesAnyCall: true) }
    }

    /// Says how far the program is: the moments from now on carry this number, the present one too.
    package func mark(_ number: Int) {
        state.withLock { state in
            state.mark = number
            if !state.moments.isEmpty { state.moments[state.moments.count - 1].mark = number }
        }
    }

    /// The running process is killed: its locks go, and what it still holds does nothing any more.
    package func killProcess() {
        state.withLock { state in
            state.life += 1
            state.locks = []
            state.isGone = false
        }
    }

    /// The file system as the next process finds it.
    package func after(_ outcome: CrashOutcome) -> SimulatedStorage { SimulatedStorage(disk.after(outcome)) }

    /// The power was cut after everything had been written back by itself.
    package var afterWriteback: SimulatedStorage { after(.powerCut(disk.unsyncedChanges.map { _ in true })) }
    /// The power was cut before anything unsynced was written.
    package var afterPowerCut: SimulatedStorage { after(.powerCut([])) }

    /// A file's bytes as programs see them; setting them also puts them on the disk.
    package subscript(path: String) -> [UInt8] {
        get { state.withLock { state in state.disk.file(at: path).map { state.disk.bytes(of: $0) } ?? [] } }
        set {
            state.withLock { state in
                if let file = state.disk.file(at: path) { state.disk.replaceBytes(of: file, with: newValue) }
            }
        }
    }

    /// Takes a file away, from the disk too.
    package func remove(_ path: String) {
        state.withLock { state in
            state.disk.remove(path)
            state.disk.synchronizeNames(in: Disk.parent(of: path))
        }
    }

    /// Counts a call and fails it if it is its turn.
    private static func begin(_ call: StorageCall, _ path: String, life: Int? = nil, _ state: inout State) throws(LogError) {
        if let life, life != state.life { throw LogError(.storageFailed, path: path, message: "the process was killed") }
        state.callCount += 1
        if call.isChange { state.calls.append(call.rawValue) }
        let isCounted = call.isChange || call == .fsyncParent
        if isCounted { state.changeCount += 1 }
        if let plan = state.plan, plan.call == state.count(for: plan), plan.countsAll || call.isChange || isCounted && !plan.strikesAnyCall,
            plan.fault.strikes(call) || plan.strikesAnyCall
        {
            state.faultCount += 1
            if state.faultCount == 1 { state.firstFault = state.callCount }
            state.isGone = plan.fault == .deviceGone
            throw failure(call, path, plan.fault)
        }
        if state.isGone { throw failure(call, path, .deviceGone) }
    }

    private static func failure(_ call: StorageCall, _ path: String, _ fault: StorageFault) -> LogError {
        LogError(
            fault == .outOfSpace ? .outOfSpace : .storageFailed, path: path, errno: fault.errno,
            message: "simulated failure of \(call.rawValue)")
    }

    private static func end(_ call: String, _ state: inout State) {
        guard state.recordsMoments else { return }
        state.moments.append(Moment(call: call, disk: state.disk, mark: state.mark))
    }

    /// One call from beginning to end; a failed one may leave a part behind.
    private func perform<Result>(
        _ call: StorageCall, _ path: String, life: Int? = nil, _ body: (inout Disk) throws(LogError) -> Result,
        whenFailing: (inout Disk, StorageFault) -> Void = { _, _ in }
    ) throws(LogError) -> Result {
        try state.withLock { (state) throws(LogError) -> Result in
            do throws(LogError) {
                try Self.begin(call, path, life: life, &state)
            } catch {
                if let life, life != state.life { throw error }
                whenFailing(&state.disk, state.plan?.fault ?? .ioError)
                if call.isChange { Self.end("\(call.rawValue) \(path), which failed", &state) }
                throw error
            }
            let result = try body(&state.disk)
            if call.isChange { Self.end("\(call.rawValue) \(path)", &state) }
            return result
        }
    }
}

// Names.
extension SimulatedStorage {
    package func fileNames(in directory: String) throws(LogError) -> [String]? {
        try perform(.list, directory) { (disk) in disk.fileNames(in: directory) }
    }

    package func createDirectory(_ path: String) throws(LogError) {
        if try !perform(.list, path, { (disk) in disk.isDirectory(path) }) {
            try perform(.mkdir, path) { (disk) throws(LogError) in
                try Self.requireParent(of: path, disk)
                disk.makeDirectory(path)
            }
        }
        let parent = Disk.parent(of: path)
        // The second half of the call: a crash may come between, and it fails by itself. The name is then on the disk or not, and a later sync writes it:
        // unlike a file's pages it is in the file system's journal, after whose failure nothing more is written.
        try perform(.fsyncParent, parent) { (disk) in disk.synchronizeNames(in: parent) }
        state.withLock { Self.end("fsync \(parent), of mkdir", &$0) }
    }

    package func synchronizeDirectory(_ directory: String) throws(LogError) {
        try perform(.fsyncDirectory, directory) { (disk) throws(LogError) in
            guard disk.isDirectory(directory) else { throw Self.notThere(directory) }
            disk.synchronizeNames(in: directory)
        } whenFailing: { disk, _ in
            disk.abandonNames(in: directory)
        }
    }

    package func rename(_ path: String, to newPath: String) throws(LogError) {
        try perform(.rename, path) { (disk) throws(LogError) in
            guard let file = disk.file(at: path) else { throw Self.notThere(path) }
            try Self.requireParent(of: newPath, disk)
            disk.rename(path, file, to: newPath)
        }
    }

    package func removeFile(_ path: String) throws(LogError) {
        guard try perform(.list, path, { (disk) in disk.file(at: path) != nil }) else { return }
        try perform(.unlink, path) { (disk) in disk.remove(path) }
    }

    package func lock(_ path: String) throws(LogError) -> (any LogLock)? {
        let isNew = try perform(.lock, path) { (disk) throws(LogError) in
            try Self.requireParent(of: path, disk)
            if disk.file(at: path) != nil { return false }
            _ = disk.makeFile(path)
            return true
        }
        return state.withLock { state in
            if isNew { Self.end("create \(path), of lock", &state) }
            return state.locks.insert(path).inserted ? Lock(self, path, state.life) : nil
        }
    }

    package func isLocked(_ path: String) throws(LogError) -> Bool {
        try perform(.isLocked, path) { (_) in }
        return state.withLock { $0.locks.contains(path) }
    }

    fileprivate func release(_ path: String, life: Int) {
        state.withLock { state in
            if life == state.life { state.locks.remove(path) }
        }
    }

    private static func requireParent(of path: String, _ disk: Disk) throws(LogError) {
        if !disk.isDirectory(Disk.parent(of: path)) { throw notThere(Disk.parent(of: path)) }
    }

    private static func notThere(_ path: String) -> LogError {
        LogError(.storageFailed, path: path, errno: 2, message: "there is no such file or directory")
    }

    private final class Lock: LogLock {
        private let storage: SimulatedStorage
        private let path: String
        private let life: Int

        init(_ storage: SimulatedStorage, _ path: String, _ life: Int) {
            self.storage = storage
            self.path = path
            self.life = life
        }

        deinit { release() }
        func release() { storage.release(path, life: life) }
    }
}

// Files.
extension SimulatedStorage {
    package func createFile(_ path: String) throws(LogError) -> any LogFile {
        let life = state.withLock { $0.life }
        let number = try perform(.create, path) { (disk) throws(LogError) in
            try Self.requireParent(of: path, disk)
            guard disk.file(at: path) == nil else { throw LogError(.alreadyExists, path: path, errno: 17, message: "it is there") }
            return disk.makeFile(path)
        }
        return File(self, path, number, life)
    }

    package func openFile(_ path: String, for access: LogFileAccess) throws(LogError) -> (any LogFile)? {
        let life = state.withLock { $0.life }
        return try perform(.open, path) { (disk) in disk.file(at: path) }.map { File(self, path, $0, life) }
    }

    private final class File: LogFile {
        private let storage: SimulatedStorage
        private let path: String
        private let number: Int
        private let life: Int

        init(_ storage: SimulatedStorage, _ path: String, _ number: Int, _ life: Int) {
            self.storage = storage
            self.path = path
            self.number = number
            self.life = life
        }

        var identity: LogFileIdentity { LogFileIdentity(device: 0, number: UInt64(number)) }

        func byteCount() throws(LogError) -> UInt64 {
            try storage.perform(.length, path, life: life) { (disk) in UInt64(disk.bytes(of: number).count) }
        }

        func read(at offset: UInt64, byteCount: Int) throws(LogError) -> [UInt8] {
            try storage.perform(.read, path, life: life) { (disk) in disk.read(number, at: offset, byteCount: byteCount) }
        }

        func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) {
            try storage.perform(.write, path, life: life) { (disk) in
                disk.write(bytes, at: Int(offset), to: number)
            } whenFailing: { disk, fault in
                let written = fault == .shortWrite ? bytes.count / 3 : fault == .outOfSpace ? bytes.count / 2 : 0
                disk.write(Array(bytes.prefix(written)), at: Int(offset), to: number)
            }
        }

        func synchronizeData() throws(LogError) {
            try storage.perform(.fdatasync, path, life: life) { (disk) in
                disk.synchronize(number)
            } whenFailing: { disk, _ in
                disk.abandon(number)
            }
        }
    }
}

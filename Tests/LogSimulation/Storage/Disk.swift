package import ContentHashing

/// What one simulated machine holds: the page cache, which programs see, and the disk, which a power cut leaves.
///
/// A value: a copy is a moment from which every crash can be worked out without running anything again. Unsynced data is remembered by 512-byte
/// sector, names by operation. What it does not model: a sector that holds neither its old nor its new bytes, and a disk that lies about a sync.
package struct Disk: Sendable {
    /// What a name leads to.
    package enum Entry: Hashable, Sendable {
        case directory
        case file(Int)
    }

    /// A file, whatever it is called.
    struct File: Sendable {
        var cache: [UInt8] = []
        var durable: [UInt8] = []
        /// What was written since the last sync, oldest first.
        var unsynced: [UnsyncedData] = []
    }

    /// A change of a file that is in the page cache only.
    struct UnsyncedData: Sendable {
        /// Its place among all changes of the machine.
        var order: Int
        var kind: Kind
        /// A sync that was to write it failed: it may be on the disk or not, and no later sync writes it.
        var isAbandoned = false

        enum Kind: Sendable {
            /// The bytes of one sector after the write.
            case sector(Int, [UInt8])
            /// The file's length after the write, whatever of its bytes arrived.
            case length(Int)
        }
    }

    /// A change of names that is in the page cache only; happens whole or not at all.
    struct UnsyncedNames: Sendable {
        var order: Int
        var changes: [(path: String, entry: Entry?)]
        /// The directories whose sync makes it durable.
        var directories: [String]
        var isAbandoned = false
    }

    package static let sectorByteCount = 512

    private(set) var files: [File] = []
    private(set) var names: [String: Entry] = [:]
    private(set) var durableNames: [String: Entry] = [:]
    private(set) var unsyncedNames: [UnsyncedNames] = []
    private var changeCount = 0

    package init() {}

    /// A machine on which these files were written long ago.
    init(files: [File], names: [String: Entry]) {
        self.files = files
        self.names = names
        durableNames = names
    }

    static func parent(of path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }

    private mutating func nextOrder() -> Int {
        changeCount += 1
        return changeCount
    }
}

// What programs see.
extension Disk {
    func isDirectory(_ path: String) -> Bool { path.isEmpty || names[path] == .directory }

    /// The names in a directory; nil when it is not there.
    package func fileNames(in directory: String) -> [String]? {
        guard isDirectory(directory) else { return nil }
        let prefix = directory.isEmpty ? "" : directory + "/"
        return names.keys.filter { $0.hasPrefix(prefix) && !$0.dropFirst(prefix.utf8.count).contains("/") }
            .map { String($0.dropFirst(prefix.utf8.count)) }.sorted()
    }

    package func file(at path: String) -> Int? {
        guard case .file(let number) = names[path] else { return nil }
        return number
    }

    /// The paths of all files, in order.
    package var filePaths: [String] { names.filter { $0.value != .directory }.keys.sorted() }

    package func bytes(of file: Int) -> [UInt8] { files[file].cache }

    func read(_ file: Int, at offset: UInt64, byteCount: Int) -> [UInt8] {
        let bytes = files[file].cache
        guard offset < UInt64(bytes.count) else { return [] }
        return Array(bytes[Int(offset)..<min(bytes.count, Int(offset) + byteCount)])
    }
}

// What programs change.
extension Disk {
    mutating func makeDirectory(_ path: String) {
        change([(path, .directory)], in: [Disk.parent(of: path)])
    }

    mutating func makeFile(_ path: String) -> Int {
        files.append(File())
        change([(path, .file(files.count - 1))], in: [Disk.parent(of: path)])
        return files.count - 1
    }

    mutating func rename(_ path: String, _ file: Int, to newPath: String) {
        let (old, new) = (Disk.parent(of: path), Disk.parent(of: newPath))
        change([(newPath, .file(file)), (path, nil)], in: old == new ? [new] : [new, old])
    }

    mutating func remove(_ path: String) { change([(path, nil)], in: [Disk.parent(of: path)]) }

    private mutating func change(_ changes: [(path: String, entry: Entry?)], in directories: [String]) {
        for (path, entry) in changes { names[path] = entry }
        unsyncedNames.append(UnsyncedNames(order: nextOrder(), changes: changes, directories: directories))
    }

    mutating func write(_ bytes: [UInt8], at offset: Int, to file: Int) {
        guard !bytes.isEmpty else { return }
        let end = offset + bytes.count
        if files[file].cache.count < end {
            files[file].cache += [UInt8](repeating: 0, count: end - files[file].cache.count)
            files[file].unsynced.append(UnsyncedData(order: nextOrder(), kind: .length(end)))
        }
        files[file].cache.replaceSubrange(offset..<end, with: bytes)
        let size = Disk.sectorByteCount
        for sector in (offset / size)...((end - 1) / size) {
            let content = Array(files[file].cache[(sector * size)..<min(files[file].cache.count, sector * size + size)])
            files[file].unsynced.append(UnsyncedData(order: nextOrder(), kind: .sector(sector, content)))
        }
    }

    /// Everything unsynced of the file reaches the disk, but for what a failed sync has given up.
    mutating func synchronize(_ file: Int) {
        var kept: [UnsyncedData] = []
        for change in files[file].unsynced {
            if change.isAbandoned {
                kept.append(change)
                continue
            }
            if case .sector(let sector, _) = change.kind { kept.removeAll { $0.isOf(sector) } }
            Disk.apply(change.kind, to: &files[file].durable)
        }
        files[file].unsynced = kept
    }

    /// A sync fails: the pages count as clean from now on, and nobody knows what of them arrived.
    mutating func abandon(_ file: Int) {
        for index in files[file].unsynced.indices { files[file].unsynced[index].isAbandoned = true }
    }

    mutating func synchronizeNames(in directory: String) {
        var kept: [UnsyncedNames] = []
        for change in unsyncedNames {
            if change.isAbandoned || !change.directories.contains(directory) {
                kept.append(change)
            } else {
                for (path, entry) in change.changes { durableNames[path] = entry }
                let paths = change.changes.map(\.path)
                kept.removeAll { old in old.changes.contains { paths.contains($0.path) } }
            }
        }
        unsyncedNames = kept
    }

    mutating func abandonNames(in directory: String) {
        for index in unsyncedNames.indices where unsyncedNames[index].directories.contains(directory) {
            unsyncedNames[index].isAbandoned = true
        }
    }

    /// Sets a file's bytes, in the page cache and on the disk: rot, or a test's hand.
    package mutating func replaceBytes(of file: Int, with bytes: [UInt8]) { files[file] = File(cache: bytes, durable: bytes) }

    static func apply(_ change: UnsyncedData.Kind, to bytes: inout [UInt8]) {
        switch change {
        case .length(let length):
            if bytes.count < length { bytes += [UInt8](repeating: 0, count: length - bytes.count) }
        case .sector(let sector, let content):
            let start = sector * sectorByteCount
            let end = start + content.count
            if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
            bytes.replaceSubrange(start..<end, with: content)
        }
    }
}

extension Disk.UnsyncedData {
    func isOf(_ sector: Int) -> Bool {
        if case .sector(sector, _) = kind { true } else { false }
    }
}

extension Disk {
    /// Equal for equal contents: names, bytes, and what is unsynced of them, whatever the files' numbers and the history.
    package var digest: Digest {
        var hash = SHA256()
        func enter(_ number: Int) { hash.update((0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }) }
        func enter(_ text: String) {
            enter(text.utf8.count)
            hash.update(Array(text.utf8))
        }
        func enter(_ bytes: [UInt8]) {
            enter(bytes.count)
            hash.update(bytes)
        }
        func enter(_ entry: Entry?) {
            guard case .file(let number) = entry else { return enter(entry == nil ? 0 : 1) }
            enter(2)
            enter(files[number].durable)
            enter(files[number].unsynced.count)
            for change in files[number].unsynced {
                switch change.kind {
                case .length(let length): enter(length)
                case .sector(let sector, let content):
                    enter(sector)
                    enter(content)
                }
                enter(change.isAbandoned ? 1 : 0)
            }
            if !files[number].unsynced.isEmpty { enter(files[number].cache) }
        }
        for path in names.keys.sorted() {
            enter(path)
            enter(names[path])
        }
        for change in unsyncedNames {
            enter(change.isAbandoned ? 1 : 0)
            for (path, entry) in change.changes {
                enter(path)
                enter(entry)
            }
        }
        return hash.finalize()
    }
}

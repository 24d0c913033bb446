import SegmentLog

/// The few durable operations that the store's own files need, on the same injected storage as the logs.
struct StoreFiles: Sendable {
    var storage: any LogStorage

    /// The whole of a small file; nil when there is none.
    func read(_ path: String, byteCountMax: Int = 1 << 16) throws(LogError) -> [UInt8]? {
        guard let file = try storage.openFile(path, for: .reading) else { return nil }
        return try file.read(at: 0, byteCount: byteCountMax)
    }

    /// Gives `path` these bytes, all or nothing.
    func replace(_ path: String, making temporary: String, with bytes: [UInt8], in directory: String) throws(LogError) {
        try storage.replaceFile(path, making: temporary, with: bytes, in: directory)
    }

    /// Finds out whether `bytes` would find room, by a file at `path` that goes at once.
    func requireRoom(for bytes: [UInt8], at path: String) throws(LogError) {
        let file = try storage.createFile(path)
        defer { try? storage.removeFile(path) }
        try file.write(bytes, at: 0)
        try file.synchronizeData()
    }

    /// Makes a directory and those above it that are missing.
    func createDirectories(_ path: String) throws(LogError) {
        if try storage.fileNames(in: path) != nil { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try createDirectories(String(path[..<slash]))
        }
        try storage.createDirectory(path)
    }

    /// Takes a lock that others hold for moments only; nil when it is still held after `secondsMax`.
    func waitForLock(_ path: String, secondsMax: Int) throws(LogError) -> (any LogLock)? {
        var pause = BriefPause()
        while pause.totalMicroseconds < secondsMax * 1_000_000 {
            if let lock = try storage.lock(path) { return lock }
            pause.wait()
        }
        return nil
    }
}

import Glibc

/// The system calls behind a key file: all of this room's, so that their order can be read in one place.
enum KeyStorage {
    /// Makes the file `path` with mode 0600, durable on return; never replaces one.
    ///
    /// open(temporary, O_CREAT|O_EXCL, 0600) → write → fsync → close → link(temporary, path) → unlink(temporary) → fsync(directory).
    /// link(2) is a rename that fails where the new name is taken. A crash in between leaves at most the temporary file.
    static func create(_ path: String, contents: [UInt8], temporarySuffix: String) throws(StoreKeyError) {
        let temporary = "\(path).\(temporarySuffix).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("open", temporary) }
        defer { _ = unlink(temporary) }
        do {
            defer { _ = close(descriptor) }
            try fill(descriptor, with: contents, temporary)
        }
        guard link(temporary, path) == 0 else { throw errno == EEXIST ? exists(path) : failure("link", path) }
        _ = unlink(temporary)
        try synchronizeDirectory(of: path)
    }

    /// The file's bytes, at most `byteCountMax` of them, if nobody but its owner may read or write it.
    static func read(_ path: String, byteCountMax: Int) throws(StoreKeyError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw errno == ENOENT ? missing(path) : failure("open", path) }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("fstat", path) }
        guard status.st_mode & 0o077 == 0 else { throw tooOpen(path, mode: status.st_mode & 0o777) }
        var contents = [UInt8](repeating: 0, count: byteCountMax)
        var filled = 0
        while filled < byteCountMax {
            let count = contents.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + filled, byteCountMax - filled) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure("read", path) }
            if count == 0 { break }
            filled += count
        }
        return Array(contents.prefix(filled))
    }

    private static func fill(_ descriptor: Int32, with contents: [UInt8], _ path: String) throws(StoreKeyError) {
        // The umask can only take permissions away; what is left out here would lock the owner out.
        guard fchmod(descriptor, 0o600) == 0 else { throw failure("fchmod", path) }
        var written = 0
        while written < contents.count {
            let count = contents.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, contents.count - written) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("write", path) }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
    }

    private static func synchronizeDirectory(of path: String) throws(StoreKeyError) {
        let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", directory) }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", directory) }
    }

    private static func failure(_ call: String, _ path: String) -> StoreKeyError {
        let number = errno
        let reason = String(cString: strerror(number))
        return StoreKeyError(
            code: .inputOutput, path: path, errno: number,
            message: "\(call) failed: \(reason). Check that the directory exists, can be written to and has space.")
    }

    private static func exists(_ path: String) -> StoreKeyError {
        StoreKeyError(
            code: .alreadyExists, path: path, errno: EEXIST,
            message: "a store's key is there already and is not replaced. Use it, or choose another directory.")
    }

    private static func missing(_ path: String) -> StoreKeyError {
        StoreKeyError(
            code: .notFound, path: path, errno: ENOENT,
            message: "the store's key file is not there. Check the path, or put back a copy of the file from a backup.")
    }

    private static func tooOpen(_ path: String, mode: mode_t) -> StoreKeyError {
        StoreKeyError(
            code: .permissionsTooOpen, path: path,
            message: "others may use the store's key (its mode is \(String(mode, radix: 8))). Run: chmod 600 '\(path)'")
    }
}

import Glibc

/// Who has the views' file open, and whether it can be trusted.
///
/// The file is never synced while it is in use. After a killed process it is whole, since its pages are in the kernel's cache; after a power cut it
/// may be anything. So a mark beside it names the boot in which it was last opened and not closed in good order; a mark of another boot means:
/// drop the file. Everyone who has it open holds a shared `flock(2)`; whoever can have it alone may drop it, or sync it and take the mark away.
struct ViewsFileGuard: ~Copyable {
    let directory: String
    private let descriptor: CInt
    /// Whether nobody else has the file open. Held until `share()`.
    let isAlone: Bool

    var file: String { directory + "/views.sqlite" }
    private var mark: String { directory + "/views.unclean" }

    init(directory: String) throws(ViewsError) {
        if mkdir(directory, 0o755) != 0, errno != EEXIST { throw Self.failure("cannot make the directory of the views", directory) }
        let descriptor = open(directory + "/views.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure("cannot open the views' lock file", directory) }
        let isAlone = flock(descriptor, LOCK_EX | LOCK_NB) == 0
        while !isAlone, flock(descriptor, LOCK_SH) != 0 {
            guard errno == EINTR else {
                let failure = Self.failure("cannot lock the views", directory)
                close(descriptor)
                throw failure
            }
        }
        self.directory = directory
        self.descriptor = descriptor
        self.isAlone = isAlone
    }

    deinit { close(descriptor) }

    /// Whether the file was left open when the machine went down.
    var isSuspect: Bool {
        guard let marked = Self.text(of: mark) else { return false }
        return marked != Self.bootID
    }

    /// Removes the file; the caller is alone.
    func dropFile() {
        for suffix in ["", "-wal", "-shm"] { unlink(file + suffix) }
    }

    /// Notes, durably, that the file is open now.
    func setMark() throws(ViewsError) {
        let handle = open(mark, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard handle >= 0 else { throw Self.failure("cannot write to the directory of the views", directory) }
        defer { close(handle) }
        let bytes = Array(Self.bootID.utf8)
        guard write(handle, bytes, bytes.count) == bytes.count, fsync(handle) == 0 else {
            throw Self.failure("cannot write to the directory of the views", directory)
        }
        Self.syncDirectory(directory)
    }

    /// Lets others in.
    func share() { flock(descriptor, LOCK_SH) }

    /// Tries to be alone again.
    func becomeAlone() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Syncs the closed file and takes the mark away. A failure leaves the mark: the file is built anew after the next boot.
    func markClean() {
        let handle = open(file, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { return }
        defer { close(handle) }
        guard fsync(handle) == 0 else { return }
        Self.syncDirectory(directory)
        unlink(mark)
    }

    private static let bootID = text(of: "/proc/sys/kernel/random/boot_id") ?? "unknown"

    private static func text(of path: String) -> String? {
        let handle = open(path, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { return nil }
        defer { close(handle) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(handle, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(count, 0)).filter { $0 > 0x20 }, as: UTF8.self)
    }

    private static func syncDirectory(_ path: String) {
        let handle = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    private static func failure(_ what: String, _ directory: String) -> ViewsError {
        let reason = String(cString: strerror(errno))
        return ViewsError(
            code: .cannotOpen, path: directory,
            message: "\(what): \(reason). Give the views a directory on a local disk that can be written")
    }
}

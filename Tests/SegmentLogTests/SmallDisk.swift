import Glibc

/// A file system of its own, in memory, that can be filled, made larger, and made read-only. Mounting needs root.
final class SmallDisk: Sendable {
    private let directory = LogDirectory()
    var path: String { directory.path }

    /// Nil where nothing may be mounted.
    init?(kibibytes: Int) {
        guard mount("tmpfs", directory.path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else { return nil }
    }

    deinit { umount2(directory.path, Int32(MNT_DETACH)) }

    func resize(kibibytes: Int) -> Bool { mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT), "size=\(kibibytes)k") == 0 }

    func makeReadOnly() -> Bool { mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0 }

    /// Whether this process may mount.
    static let isPossible = SmallDisk(kibibytes: 64) != nil
}

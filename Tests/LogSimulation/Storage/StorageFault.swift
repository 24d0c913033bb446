/// How a storage call fails.
package enum StorageFault: String, CaseIterable, Hashable, Sendable {
    /// EIO. A write has written nothing; a sync leaves its pages marked clean.
    case ioError
    /// ENOSPC, of calls that need room. A write has written a half; a sync leaves its pages marked clean.
    case outOfSpace
    /// EIO of a write that has written a part.
    case shortWrite
    /// EIO, of this call and of every other until the process ends.
    case deviceGone

    /// Whether a call of this kind can fail so.
    func strikes(_ call: StorageCall) -> Bool {
        switch self {
        case .ioError, .deviceGone: true
        case .outOfSpace: [.mkdir, .create, .write, .fdatasync, .rename, .fsyncDirectory, .fsyncParent, .lock].contains(call)
        case .shortWrite: call == .write
        }
    }

    var errno: Int32 { self == .outOfSpace ? 28 : 5 }
}

/// What is asked of the storage.
package enum StorageCall: String, Hashable, Sendable {
    case mkdir, create, write, fdatasync, rename, unlink, lock
    case fsyncDirectory = "fsync directory"
    /// What follows a mkdir, as a part of it.
    case fsyncParent = "fsync the directory above"
    // These change nothing.
    case list, open, read, length, isLocked = "is locked"

    var isChange: Bool {
        switch self {
        case .mkdir, .create, .write, .fdatasync, .rename, .unlink, .fsyncDirectory: true
        case .fsyncParent, .lock, .list, .open, .read, .length, .isLocked: false
        }
    }
}

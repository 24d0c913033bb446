package import SegmentLog

extension StoreError {
    /// What a failure below the store's files means for whoever uses the store.
    package init(_ error: LogError, doing deed: String) {
        switch error.code {
        case .outOfSpace:
            self.init(
                .full, path: error.path, errno: error.errno,
                message: "No room is left for \(deed) (\(error.path)). Free some space on this file system, then try again.")
        case .notPermitted:
            self.init(
                .readOnly, path: error.path, errno: error.errno,
                message: "\(error.path) cannot be written, so \(deed) is impossible. "
                    + "Give this user write permission, mount the file system read-write, or choose another --store.")
        case .newerFormat: self.init(.newerFormat, path: error.path, message: error.description)
        case .damaged: self.init(.damaged, path: error.path, message: error.description)
        case .closed: self.init(.closed, path: error.path, message: error.description)
        default:
            self.init(
                .inputOutput, path: error.path, errno: error.errno, message: "\(deed) failed: \(error.place): \(error.message)")
        }
    }

    /// Why nothing is appended any more: the log failed before, and what it had not acknowledged may or may not be on disk.
    init(stoppedBy error: LogError) {
        self.init(
            .inputOutput, path: error.path, errno: error.errno,
            message: "This process stopped writing to its store after a failure: \(error.place): \(error.message). "
                + "See to the disk, then start it again; nothing that was acknowledged is lost.")
    }

    /// Runs something on the store's files.
    static func translating<Value>(_ deed: String, _ body: () throws(LogError) -> Value) throws(StoreError) -> Value {
        do { return try body() } catch { throw StoreError(error, doing: deed) }
    }
}

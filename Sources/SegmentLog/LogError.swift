/// Why a log could not do what was asked: what, where, and what to do next.
///
/// Damaged bytes are `damaged` with file and offset; the environment's refusals carry `errno`; an unknown durability is `poisoned`.
public struct LogError: Error, Hashable, Sendable {
    /// What kind of failure it is. A structure, so that later versions can add kinds.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        public let description: String
        private init(_ description: String) { self.description = description }

        /// The directory holds no log.
        public static let notALog = Code("not a log")
        /// The directory holds a log already.
        public static let alreadyExists = Code("already exists")
        /// Another writer holds the log's lock.
        public static let writerIsAlive = Code("writer is alive")
        /// Another process, or another thread, rewrites the log's sealed segments.
        public static let rewriterIsAlive = Code("rewriter is alive")
        /// The files were written by a later version of the format.
        public static let newerFormat = Code("newer format")
        /// Bytes are not what the log wrote there.
        public static let damaged = Code("damaged")
        /// An option, a label or a key has a value that the format cannot hold.
        public static let invalidOption = Code("invalid option")
        /// A record or a batch is empty where it may not be, or over its maximum.
        public static let invalidBatch = Code("invalid batch")
        /// The signing closure failed.
        public static let signingFailed = Code("signing failed")
        /// The log keeps no Merkle tree.
        public static let noTree = Code("no tree")
        /// The log has no such record, or it is not durable yet.
        public static let notDeliverable = Code("not deliverable")
        /// The writer was closed.
        public static let closed = Code("closed")
        /// A write or a sync failed before: nothing more is written, and what was not yet acknowledged may or may not be on disk.
        public static let poisoned = Code("poisoned")
        /// The writer belongs to the parent process of a fork.
        public static let forked = Code("forked")
        /// No room on the device, or over the quota.
        public static let outOfSpace = Code("out of space")
        /// The file system, a directory or a file may not be written.
        public static let notPermitted = Code("not permitted")
        /// The operating system refused for another reason; see `errno`.
        public static let storageFailed = Code("storage failed")
    }

    public var code: Code
    /// The file or directory concerned.
    public var path: String
    /// Where in the file, in bytes from its start.
    public var byteOffset: UInt64?
    /// The system's error number, where a system call failed.
    public var errno: Int32?
    /// For people: what happened, and what to do about it.
    public var message: String
    /// For people: what to do with the log afterwards, where there is something. Apart, for programs that open their logs themselves.
    public var advice: String?

    public init(
        _ code: Code, path: String, byteOffset: UInt64? = nil, errno: Int32? = nil, message: String, advice: String? = nil
    ) {
        self.code = code
        self.path = path
        self.byteOffset = byteOffset
        self.errno = errno
        self.message = message
        self.advice = advice
    }
}

extension LogError: CustomStringConvertible {
    /// `<path>[, byte <offset>]: <message>[; <advice>]`
    public var description: String { "\(place): \(message)" + (advice.map { "; \($0)" } ?? "") }

    /// `<path>[, byte <offset>]`
    public var place: String { byteOffset.map { "\(path), byte \($0)" } ?? path }
}

extension LogError {
    /// Names the segment where the file was made under a temporary name: it keeps that name only as long as it is being made, and nobody would find it.
    var namingSegment: LogError {
        var error = self
        error.path = SegmentName.final(of: path)
        return error
    }
}

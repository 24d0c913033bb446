/// An open file of a log. Closed when the last reference goes.
public protocol LogFile: AnyObject, Sendable {
    /// Tells two files apart that had the same name at different times. Not reused while either is open.
    var identity: LogFileIdentity { get }
    /// The file's present length.
    func byteCount() throws(LogError) -> UInt64
    /// Up to `byteCount` bytes from `offset` on; fewer only where the file ends.
    func read(at offset: UInt64, byteCount: Int) throws(LogError) -> [UInt8]
    /// Replaces `buffer` by up to `byteCount` bytes from `offset` on, and uses its memory again; fewer only where the file ends. Whoever has no way to
    /// do better gets the other `read`.
    func read(at offset: UInt64, byteCount: Int, into buffer: inout [UInt8]) throws(LogError)
    /// Writes all of `bytes`; what of them arrived after an error is unknown.
    func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError)
    /// Makes the file's bytes and length durable: fdatasync(2). After an error their durability is unknown, and a second call proves nothing.
    func synchronizeData() throws(LogError)
}

extension LogFile {
    public func read(at offset: UInt64, byteCount: Int, into buffer: inout [UInt8]) throws(LogError) {
        buffer = try read(at: offset, byteCount: byteCount)
    }
}

/// Which file it is, whatever it is called.
public struct LogFileIdentity: Hashable, Sendable {
    public var device: UInt64
    public var number: UInt64

    public init(device: UInt64, number: UInt64) {
        self.device = device
        self.number = number
    }
}

/// A lock that is held. Released when the last reference goes, or the process ends.
public protocol LogLock: AnyObject, Sendable {
    /// Gives the lock back. A second call does nothing.
    func release()
}

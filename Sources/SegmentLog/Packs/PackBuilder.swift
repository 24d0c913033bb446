import ByteCoding

/// Makes a pack of closed logs, byte for byte. The order of system calls is the specification's, PackFormat, "Making a pack"; a pack is under its
/// final name whole and durable, or not there.
///
/// What was begun and not published is removed by `abandon`, or by whoever makes the next pack in the directory.
public final class PackBuilder {
    private let directory: String
    private let storage: any LogStorage
    private let temporary: String
    private let file: any LogFile
    private var footer = PackFooter(offset: 0, logs: [])
    /// Bytes not written yet, and where they belong.
    private var pending = PackHeader.encoded
    private var pendingOffset: UInt64 = 0

    private static let pieceByteCount = 1 << 20

    /// Begins a pack in `directory`, which exists. One at a time: another one that was begun there and not published is removed.
    public init(in directory: String, storage: any LogStorage) throws(LogError) {
        self.directory = directory
        self.storage = storage
        temporary = directory + "/" + Self.temporaryName
        try storage.removeFile(temporary)
        file = try storage.createFile(temporary)
    }

    /// The name of a pack in the making.
    public static let temporaryName = "making.pack.tmp"

    /// The bytes of header and files so far.
    public var byteCount: UInt64 { pendingOffset + UInt64(pending.count) }
    public var logCount: Int { footer.logs.count }

    /// Copies the log's files, wherever they lie. Logs come in ascending order of their identities.
    ///
    /// - Precondition: the order, and `PackLimits`.
    /// - Throws: `damaged` when the log is, and the environment's error; then the pack must be abandoned.
    public func add(_ log: ClosedLog) throws(LogError) {
        precondition(footer.logs.last.map { $0.logID < log.logID } ?? true, "logs come in ascending order")
        precondition(footer.logs.count < PackLimits.maximumLogCount, "a pack has a maximum of logs")
        var files: [PackedFile] = []
        for name in log.fileNames { files.append(try add(name, of: log)) }
        footer.logs.append(PackedLog(logID: log.logID, recordCount: log.recordCount, root: log.root, files: files))
    }

    private func add(_ name: String, of log: ClosedLog) throws(LogError) -> PackedFile {
        let path = log.directory + "/" + name
        guard let source = try log.storage.openFile(path, for: .reading) else {
            throw LogError(.storageFailed, path: path, message: "the file went away while it was packed; begin again")
        }
        let start = byteCount
        var checksum: UInt32 = 0
        while true {
            let piece = try source.read(at: byteCount - start, byteCount: Self.pieceByteCount)
            if piece.isEmpty { break }
            checksum = CRC32C.checksum(piece, seed: checksum)
            pending += piece
            if pending.count >= Self.pieceByteCount { try writePending() }
        }
        return PackedFile(name: name, offset: start, byteCount: byteCount - start, checksum: checksum)
    }

    private func writePending() throws(LogError) {
        try file.write(pending, at: pendingOffset)
        pendingOffset += UInt64(pending.count)
        pending.removeAll(keepingCapacity: true)
    }

    /// Writes the footer, syncs, reads everything back and checks it, and gives the pack its name.
    ///
    /// - Precondition: a log was added.
    /// - Throws: `damaged` when what was read back is not what was to be packed; then nothing was published.
    public func publish() throws(LogError) -> PackID {
        precondition(!footer.logs.isEmpty, "a pack holds a log")
        footer.offset = byteCount
        let encoded = footer.encoded
        pending += encoded
        try writePending()
        try file.synchronizeData()
        let report = try PackVerification.verify(temporary, storage: storage)
        guard let report, report.damage.isEmpty, report.logs.count == footer.logs.count else {
            try storage.removeFile(temporary)
            if let damage = report?.damage.first { throw LogError(damage) }
            throw LogError(.storageFailed, path: temporary, message: "the pack went away while it was made; begin again")
        }
        let id = PackID(footer: encoded)
        try storage.rename(temporary, to: directory + "/" + id.fileName)
        try storage.synchronizeDirectory(directory)
        return id
    }

    /// Removes what was begun.
    public func abandon() throws(LogError) { try storage.removeFile(temporary) }

    /// CRC-32C of all bytes of a file.
    static func checksum(of file: any LogFile) throws(LogError) -> UInt32 {
        var checksum: UInt32 = 0
        var offset: UInt64 = 0
        while true {
            let piece = try file.read(at: offset, byteCount: pieceByteCount)
            if piece.isEmpty { return checksum }
            checksum = CRC32C.checksum(piece, seed: checksum)
            offset += UInt64(piece.count)
        }
    }
}

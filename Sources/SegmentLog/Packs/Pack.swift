/// A pack opened for reading: which logs it holds, and their bytes. Specification: PackFormat.
///
/// It keeps its file open: a pack that was removed since stays readable. Safe to use from any number of threads. Opening reads header and footer
/// only; the logs' own checksums tell whether they are intact. Where the footer is damaged, the logs are found by their segments' headers.
public final class Pack: Sendable {
    /// The pack's file.
    public let path: String
    /// In ascending order of their identities.
    public let logs: [PackedLog]
    /// What is wrong with header or footer; the logs that could be found are readable nevertheless.
    public let damage: [LogDamage]
    /// The pack's length.
    public let byteCount: UInt64
    /// The name that its footer gives it; nil where the footer is damaged.
    public let id: PackID?
    let file: any LogFile

    /// Opens the pack at `path`; nil when it is not there.
    ///
    /// - Throws: `newerFormat`, or the environment's error. Damage is in `damage`.
    public static func open(_ path: String, storage: any LogStorage) throws(LogError) -> Pack? {
        guard let file = try storage.openFile(path, for: .reading) else { return nil }
        let byteCount = try file.byteCount()
        var damage: [LogDamage] = []
        if let found = try headerDamage(path, file) { damage.append(found) }
        if let found = try footer(of: file, byteCount) {
            return Pack(path, file, byteCount, logs: found.footer.logs, id: found.id, damage: damage)
        }
        var salvage = PackSalvage(path, file)
        try salvage.run()
        let logs = salvage.logs
        let message = "the footer is not valid; \(logs.count) logs were found by their segments' headers"
        damage.append(LogDamage(file: path, byteOffset: salvage.endOffset, kind: .packFooter, message: message))
        return Pack(path, file, byteCount, logs: logs, id: nil, damage: damage)
    }

    private init(_ path: String, _ file: any LogFile, _ byteCount: UInt64, logs: [PackedLog], id: PackID?, damage: [LogDamage]) {
        self.path = path
        self.file = file
        self.byteCount = byteCount
        self.logs = logs
        self.id = id
        self.damage = damage
    }

    private static func headerDamage(_ path: String, _ file: any LogFile) throws(LogError) -> LogDamage? {
        let bytes = try file.read(at: 0, byteCount: PackHeader.byteCount)
        switch PackHeader.read(bytes.span) {
        case .valid: return nil
        case .newerFormat(let version):
            throw LogError(
                .newerFormat, path: path, message: "the pack has format version \(version), this program reads 1; use a newer one")
        case .invalid(let message): return LogDamage(file: path, byteOffset: 0, kind: .packHeader, message: message)
        }
    }

    private static func footer(of file: any LogFile, _ fileByteCount: UInt64) throws(LogError) -> (footer: PackFooter, id: PackID)? {
        guard fileByteCount >= UInt64(PackHeader.byteCount + PackFooter.fixedByteCount + PackFooter.trailerByteCount) else { return nil }
        let trailer = try file.read(at: fileByteCount - UInt64(PackFooter.trailerByteCount), byteCount: PackFooter.trailerByteCount)
        guard let byteCount = PackFooter.byteCount(fromTrailer: trailer.span, fileByteCount: fileByteCount) else { return nil }
        let bytes = try file.read(at: fileByteCount - UInt64(byteCount), byteCount: byteCount)
        return PackFooter.decode(bytes.span, endingAt: fileByteCount).map { ($0, PackID(footer: bytes)) }
    }

    /// The log of this identity; nil when the pack does not hold it.
    public func log(_ id: LogID) -> PackedLog? {
        var low = 0
        var high = logs.count
        while low < high {
            let middle = (low + high) / 2
            if logs[middle].logID < id { low = middle + 1 } else { high = middle }
        }
        return low < logs.count && logs[low].logID == id ? logs[low] : nil
    }

    /// The file, for reading.
    public func open(_ file: PackedFile) -> any LogFile { PackSlice(self.file, path, file.offset..<(file.offset + file.byteCount)) }

    /// A log's directory as `PackedLogStorage` has it.
    public func directory(of log: LogID) -> String { "\(path)/\(log)" }

    /// The same damage, of a file in a directory that ends in the log's identity, by its place in the pack.
    public func located(_ damage: LogDamage) -> LogDamage {
        guard let (file, log) = packedFile(damage.file) else { return damage }
        var damage = damage
        damage.file = path
        damage.byteOffset += file.offset
        damage.message += " (log \(log), \(file.name))"
        return damage
    }

    /// The same failure by its place in the pack, where it is one of a file in a directory that ends in the log's identity.
    public func located(_ error: LogError) -> LogError {
        guard let (file, log) = packedFile(error.path) else { return error }
        var error = error
        error.path = path
        error.byteOffset = file.offset + (error.byteOffset ?? 0)
        error.message += " (log \(log), \(file.name))"
        return error
    }

    private func packedFile(_ path: String) -> (PackedFile, LogID)? {
        let parts = path.split(separator: "/").suffix(2)
        guard let name = parts.last, let id = parts.first.flatMap({ LogID($0) }) else { return nil }
        return log(id)?.files.first { $0.name == name }.map { ($0, id) }
    }
}

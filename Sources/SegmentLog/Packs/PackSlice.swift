/// A range of a pack, read as a file of its own.
final class PackSlice: LogFile {
    private let pack: any LogFile
    private let path: String
    private let range: Range<UInt64>

    /// - Parameter path: of the pack, for messages.
    init(_ pack: any LogFile, _ path: String, _ range: Range<UInt64>) {
        self.pack = pack
        self.path = path
        self.range = range
    }

    /// The pack's: within one log, a file of one name lies in one place of a pack.
    var identity: LogFileIdentity { pack.identity }

    func byteCount() throws(LogError) -> UInt64 { range.upperBound - range.lowerBound }

    func read(at offset: UInt64, byteCount: Int) throws(LogError) -> [UInt8] {
        let length = range.upperBound - range.lowerBound
        guard offset < length else { return [] }
        return try pack.read(at: range.lowerBound + offset, byteCount: Int(min(UInt64(byteCount), length - offset)))
    }

    func read(at offset: UInt64, byteCount: Int, into buffer: inout [UInt8]) throws(LogError) {
        let length = range.upperBound - range.lowerBound
        guard offset < length else { return buffer.removeAll(keepingCapacity: true) }
        try pack.read(at: range.lowerBound + offset, byteCount: Int(min(UInt64(byteCount), length - offset)), into: &buffer)
    }

    func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) { throw PackedLogStorage.isReadOnly(path) }
    func synchronizeData() throws(LogError) { throw PackedLogStorage.isReadOnly(path) }
}

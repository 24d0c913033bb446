import SegmentLog

/// Small closed logs on a simulated disk, and packs of them.
enum SmallLogs {
    static func id(_ number: Int) -> LogID { LogID(high: 0xabc0, low: UInt64(number)) }
    static func directory(_ number: Int) -> String { "logs/\(id(number))" }

    /// Writes and closes the log; of several segments where `recordCount` is large.
    static func write(_ number: Int, recordCount: Int = 2, hashes: Bool = true, on storage: any LogStorage) throws(LogError) {
        var options = LogOptions(label: [UInt8(number)])
        options.segmentByteCountTarget = 600
        options.hashesRecords = hashes
        try storage.createDirectory("logs")
        let log = try LogWriter.create(in: directory(number), identity: .random(id(number)), options: options, storage: storage)
        for record in 0..<recordCount { try log.append([.numbered(1000 * number + record)]) }
        try log.close()
    }

    static func heads(_ number: Int, recordCount: Int = 2) -> [String] { (0..<recordCount).map { "record \(1000 * number + $0) " } }

    /// Packs these logs, from wherever they lie.
    static func pack(_ logs: [ClosedLog], on storage: any LogStorage) throws(LogError) -> Pack {
        try storage.createDirectory("packs")
        let builder = try PackBuilder(in: "packs", storage: storage)
        for log in logs.sorted(by: { $0.logID < $1.logID }) { try builder.add(log) }
        let id = try builder.publish()
        guard let pack = try Pack.open("packs/" + id.fileName, storage: storage) else {
            throw LogError(.storageFailed, path: "packs", message: "the pack is not there")
        }
        return pack
    }

    static func closed(_ numbers: some Sequence<Int>, on storage: any LogStorage) throws(LogError) -> [ClosedLog] {
        var logs: [ClosedLog] = []
        for number in numbers {
            guard let log = try ClosedLog(directory: directory(number), storage: storage) else {
                throw LogError(.notALog, path: directory(number), message: "the log is not closed")
            }
            logs.append(log)
        }
        return logs
    }

    static func packed(_ pack: Pack) throws(LogError) -> [ClosedLog] {
        var logs: [ClosedLog] = []
        for log in pack.logs {
            if let closed = try ClosedLog(directory: pack.directory(of: log.logID), storage: PackedLogStorage(pack)) { logs.append(closed) }
        }
        return logs
    }

    static func read(_ number: Int, in pack: Pack) throws -> [String] {
        try LogReader(directory: pack.directory(of: id(number)), storage: PackedLogStorage(pack)).heads()
    }
}

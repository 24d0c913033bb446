import SegmentLog

/// Small logs written by the real writer, whose bytes stand before and around those that are fuzzed.
enum SampleLog {
    static let logID = LogID(high: 0x0123_4567_89ab_cdef, low: 0x0f1e_2d3c_4b5a_6978)

    /// A record that tells its number.
    static func record(_ number: Int) -> LogRecord {
        LogRecord(head: Array("head \(number)".utf8), body: Array(String(repeating: "body \(number) ", count: 3).utf8))
    }

    static func options(hashes: Bool = true, alignment: SegmentAlignment = .byte) -> LogOptions {
        var options = LogOptions(label: Array("fuzz".utf8))
        options.hashesRecords = hashes
        options.alignment = alignment
        options.blockByteCountTarget = 120
        return options
    }

    /// A log's files by name, after `batches` (the numbers of records in each) were appended durably.
    ///
    /// - Parameter closes: whether the log is closed, and so sealed; if not, its files are those of a writer at rest.
    static func files(_ options: LogOptions, batches: [Int], closes: Bool) throws -> [String: [UInt8]] {
        let storage = MemoryStorage()
        let log = try LogWriter.create(in: "log", identity: .random(logID), options: options, storage: storage)
        var number = 0
        for count in batches {
            try log.append((number..<(number + count)).map(record))
            number += count
        }
        if closes { try log.close() }
        // Taken before the writer goes, which makes nothing more durable than it is.
        let contents = storage.contents
        try log.close()
        return Dictionary(uniqueKeysWithValues: contents.map { (String($0.key.dropFirst("log/".count)), $0.value) })
    }

    static let firstSegmentName = "0000000000000000.seg"

    /// The only segment's bytes.
    static func segment(_ options: LogOptions, batches: [Int], closes: Bool) -> [UInt8] {
        guard let bytes = try? files(options, batches: batches, closes: closes)[firstSegmentName] else {
            preconditionFailure("a log in memory can be written")
        }
        return bytes
    }
}

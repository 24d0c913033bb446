import BlockCodec
package import SegmentLog

/// Flips every bit of a small log, one at a time: verification must name the place, no byte may be changed by recovery, no record may be read wrong, and
/// every record outside what the bit is part of must be read.
package struct BitFlips {
    package private(set) var flipCount = 0
    package private(set) var violations: [Violation] = []

    private let name: String
    private let storage = SimulatedStorage()
    private var records: [LogRecord] = []

    /// The logs whose bits are flipped: closed ones in each form, and one whose writer died.
    package static var variants: [(name: String, log: SimulatedLog, isClosed: Bool)] {
        [
            (
                "signed",
                SimulatedLog(directory: "log", identity: Workload.signed.logs[0].identity, options: .small(segment: 600, block: 100)), true
            ),
            ("unhashed", SimulatedLog("log", 20, .small(segment: 600, block: 100) { $0.hashesRecords = false }), true),
            ("aligned", SimulatedLog("log", 21, .small(segment: 3000, block: 100) { $0.alignment = .sector512 }), true),
            ("plain", SimulatedLog("log", 22, .small(segment: 400, block: 200) { $0.codec = .none }), true),
            ("unclosed", SimulatedLog("log", 23, .small(segment: 600, block: 100)), false),
        ]
    }

    package init(_ variant: (name: String, log: SimulatedLog, isClosed: Bool), stopsAtViolation: Bool = false) throws(LogError) {
        name = variant.name
        let writer = try LogWriter.create(
            in: "log", identity: variant.log.identity, options: variant.log.options, storage: storage)
        // The last segment of the one that is not closed has blocks with records behind others.
        for count in variant.isClosed ? [5, 1, 2] : [5, 1, 2, 1] {
            let batch = (0..<count).map { index in
                LogRecord(
                    head: Array("record \(records.count + index)".utf8),
                    body: (0..<40).map { UInt8(truncatingIfNeeded: $0 * (7 + index) ^ $0 >> 2) })
            }
            records += batch
            try writer.append(batch)
        }
        if variant.isClosed { try writer.close() }
        storage.killProcess()
        let paths = storage.disk.filePaths.filter { $0.hasSuffix(".seg") }
        for path in paths {
            try flipAll(path, isClosed: variant.isClosed || path != paths.last, stopsAtViolation: stopsAtViolation)
        }
    }

    private mutating func flipAll(_ path: String, isClosed: Bool, stopsAtViolation: Bool) throws(LogError) {
        let bytes = storage[path]
        let regions = SegmentRegions(bytes, endsAt: records.count)
        for index in bytes.indices where !stopsAtViolation || violations.isEmpty {
            // One bit of each byte finds most of what all find.
            for bit in stopsAtViolation ? [index % 8] : Array(0..<8) {
                var flipped = bytes
                flipped[index] ^= 1 << bit
                storage[path] = flipped
                flipCount += 1
                let message: String?
                do throws(LogError) {
                    message = isClosed ? try objection(path, index, regions) : try objectionToUnclosed(path, index, regions, flipped)
                } catch {
                    message = "\(error)"
                }
                if let message { violations.append(.init(state: "\(name):\(path):\(index):\(bit)", message: message)) }
            }
        }
        storage[path] = bytes
    }

    private func objection(_ path: String, _ index: Int, _ regions: SegmentRegions) throws(LogError) -> String? {
        let report = try LogVerification.verify(directory: "log", storage: storage)
        guard report.damage.contains(where: { $0.file == path && regions.names(UInt64(index), by: $0.byteOffset) }) else {
            return "verification names \(report.damage), not the place"
        }
        // On a copy: recovery may seal the last segment, whose bits are flipped later.
        let copy = SimulatedStorage(storage.disk)
        let recovery = try LogRecovery.recover(directory: "log", storage: copy, mode: .secure)
        if !recovery.damage.isEmpty && Self.isAppendedTo(copy) { return "a damaged log is appended to" }
        if copy[path] != storage[path] { return "recovery changed a damaged log" }
        return try objectionToReading(except: regions.records(of: index), upTo: records.count)
    }

    /// Whether a writer takes up the log, which has been found damaged.
    private static func isAppendedTo(_ storage: SimulatedStorage) -> Bool {
        do throws(LogError) {
            _ = try LogWriter.reopen(in: "log", options: .small(), storage: SimulatedStorage(storage.disk))
            return true
        } catch {
            return error.code != .damaged
        }
    }

    /// Records in `lost` may be refused, none may be wrong, and the others before `end` must be there.
    private func objectionToReading(except lost: Range<Int>, upTo end: Int) throws(LogError) -> String? {
        let reader = try LogReader(directory: "log", storage: storage)
        for (number, record) in records.prefix(end).enumerated() {
            do throws(LogError) {
                let found = try reader.record(at: SequenceNumber(UInt64(number)))
                if let found, found.head != record.head || found.body != record.body { return "record \(number) is read wrong" }
                if found == nil && !lost.contains(number) { return "record \(number) is intact, and is not read" }
            } catch {
                if error.code != .damaged || !lost.contains(number) { return "record \(number): \(error)" }
            }
        }
        return nil
    }

    /// A bit of a log that recovery has to judge: it says that there is damage and changes nothing, or every record is there afterwards.
    /// Before that, whatever an intact header vouches for is read.
    private func objectionToUnclosed(
        _ path: String, _ index: Int, _ regions: SegmentRegions, _ flipped: [UInt8]
    ) throws(LogError) -> String? {
        if let objection = try objectionToReading(except: regions.records(of: index), upTo: regions.watermark(without: index)) {
            return objection
        }
        let copy = SimulatedStorage(storage.disk)
        let report = try LogRecovery.recover(directory: "log", storage: copy, mode: .secure)
        if !report.damage.isEmpty {
            if Self.isAppendedTo(copy) { return "a damaged log is appended to" }
            return copy[path] == flipped ? nil : "recovery changed a damaged log"
        }
        let found = try LogExamination.read(SimulatedLog(), copy)
        guard found.recordCount == records.count else { return "\(found.recordCount) records are left, and no damage was named" }
        var account = Account()
        account.submit(records)
        return account.chain[found.recordCount] == found.chain ? nil : "the records are read wrong"
    }
}

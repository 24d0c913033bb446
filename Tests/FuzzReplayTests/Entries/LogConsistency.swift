import ContentHashing

@testable import SegmentLog

/// What must hold of any log whatever its files hold: recovery, reader, verification and writer agree about it, and nothing is lost on the way.
///
/// 1. Looking changes nothing, and never fails but by damage or a newer format.
/// 2. Recovery of a damaged log changes nothing. Recovery of any other does what it said it would do, keeps every byte of every whole batch and
///    saves the rest aside; a second recovery changes nothing.
/// 3. After a recovery without damage the reader gives what verification counts and hashes, exactly; where one of them finds damage in it,
///    the other does too.
/// 4. What the reader gave before recovery it gives after it.
/// 5. A log that was recovered can be appended to, and gives the same records and one more.
struct LogConsistency {
    private static let directory = "log"
    private let storage: MemoryStorage
    private let original: [String: [UInt8]]

    init(_ files: [String: [UInt8]]) {
        storage = MemoryStorage(files)
        original = storage.contents
    }

    func check() throws {
        let verified = try verify()
        let found = try outcome { () throws(LogError) in
            try LogRecovery.recover(directory: Self.directory, storage: storage, mode: .readOnlyReport)
        }
        let read = try LogReading(storage)
        try FuzzFinding.unless(storage.contents == original, "looking at the log changed it")
        if let verified, let found {
            try FuzzFinding.unless(!verified.isIntact || found.damage.isEmpty, "verification found nothing, recovery \(found.damage)")
            let isWhole = found.watermark <= found.end || !found.damage.isEmpty
            try FuzzFinding.unless(isWhole, "durable records are missing, and that is no damage")
        } else {
            try FuzzFinding.unless(verified == nil && found == nil, "only one of verification and recovery could look at the log")
        }
        try recover(found, before: read)
    }

    private func recover(_ found: RecoveryReport?, before: LogReading) throws {
        let secured = try outcome { () throws(LogError) in
            try LogRecovery.recover(directory: Self.directory, storage: storage, mode: .secure)
        }
        guard let found, found.damage.isEmpty else {
            try FuzzFinding.unless((secured == nil) == (found == nil), "recovery failed where its report did not")
            try FuzzFinding.unless(storage.contents == original, "recovery changed a damaged log")
            return
        }
        try checkKept(found, secured)
        let contents = storage.contents
        let again = try outcome { () throws(LogError) in
            try LogRecovery.recover(directory: Self.directory, storage: storage, mode: .secure)
        }
        guard let secured, let again else {
            // Only decompressing and walking the entries, which sealing does first, can find more damage than the survey.
            try FuzzFinding.unless((secured == nil) == (again == nil), "a second recovery fares otherwise")
            try FuzzFinding.unless(try verify()?.isIntact == false, "recovery refused a log that verification finds intact")
            return
        }
        try FuzzFinding.unless(contents == storage.contents, "a second recovery changed the log")
        try FuzzFinding.unless(again.end == found.end && again.damage.isEmpty, "a second recovery finds another end")
        try FuzzFinding.unless(secured.end == found.end && secured.row == found.row, "recovery did otherwise than it said")
        try checkServed(found, before)
    }

    /// Every byte is there still: of the segment up to the cut where it was, from the cut on in the file it was saved in.
    private func checkKept(_ found: RecoveryReport, _ secured: RecoveryReport?) throws {
        let contents = storage.contents
        for (path, bytes) in original {
            let isTorn = path == found.tornTail?.file
            let cut = isTorn ? Int(found.tornTail?.byteOffset ?? 0) : bytes.count
            let end = isTorn ? cut : bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
            // Of a torn footer nothing is kept: the segment gets the whole one.
            guard found.row != .i || path != original.keys.max() else { continue }
            try FuzzFinding.unless(contents[path]?.starts(with: bytes[..<end]) ?? false, "\(path) was not kept up to byte \(end)")
            if isTorn, let saved = secured?.tornTail?.savedAs {
                try FuzzFinding.unless(contents[saved] == Array(bytes[cut...]), "\(saved) does not hold the torn tail")
            }
        }
    }

    /// What is served after recovery, by reader, verification and a writer.
    private func checkServed(_ found: RecoveryReport, _ before: LogReading) throws {
        let read = try LogReading(storage)
        guard let verified = try verify() else { throw FuzzFinding("a recovered log cannot be verified") }
        try FuzzFinding.unless(
            before.records == Array(read.records.prefix(before.records.count)), "records that were served before recovery are gone")
        if verified.isIntact {
            try FuzzFinding.unless(read.failure == nil, "verification found nothing, the reader \(read.failure?.description ?? "")")
            try FuzzFinding.unless(
                UInt64(read.records.count) == verified.recordCount && found.end.rawValue == verified.recordCount,
                "\(read.records.count) records are read, \(verified.recordCount) verified, \(found.end) recovered")
            try FuzzFinding.unless(verified.root == nil || verified.root == read.root, "the root is not that of the records read")
            // A last segment without records stays as it is: the next append replaces it.
            let lastFirst = try LogReader.segmentFirsts(in: Self.directory, storage).last
            try FuzzFinding.unless(verified.isClosed || found.end == lastFirst, "recovery sealed nothing")
        }
        try append(read, isIntact: verified.isIntact)
    }

    private func append(_ before: LogReading, isIntact: Bool) throws {
        let record = SampleLog.record(1_000)
        _ = try outcome { () throws(LogError) in
            let log = try LogWriter.reopen(in: Self.directory, options: LogOptions(), storage: storage)
            try log.append([record])
            try log.close()
        }
        guard isIntact else { return }
        let after = try LogReading(storage)
        try FuzzFinding.unless(
            after.records.dropLast() == before.records[...] && after.records.last?.body == record.body, "a record was not appended")
        try FuzzFinding.unless(try verify()?.isIntact == true, "appending spoilt the log")
    }

    private func verify() throws -> LogVerificationReport? {
        try outcome { () throws(LogError) in try LogVerification.verify(directory: Self.directory, storage: storage) }
    }

    /// Nil when the log is damaged, or of a newer format.
    private func outcome<Value>(_ body: () throws(LogError) -> Value) throws(FuzzFinding) -> Value? {
        do throws(LogError) {
            return try body()
        } catch {
            guard error.code == .damaged || error.code == .newerFormat else { throw FuzzFinding("an error of another kind: \(error)") }
            return nil
        }
    }
}

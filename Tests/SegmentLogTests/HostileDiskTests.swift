import Glibc
import SegmentLog
import Testing

/// Disks that take no more, or nothing at all: a typed error with the system's number and advice, and nothing that was acknowledged lost.
@Suite struct HostileDiskTests {
    /// Records that do not compress.
    private func record(_ number: Int, byteCount: Int = 3000) -> LogRecord {
        var generator = SystemRandomNumberGenerator()
        return LogRecord(
            head: Array("record \(number) ".utf8), body: (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        let file = try #require(try FileStorage().openFile(path, for: .reading))
        return try file.read(at: 0, byteCount: Int(file.byteCount()))
    }

    @Test(.enabled(if: SmallDisk.isPossible), arguments: [1 << 30, 20_000])
    func aFullDiskEndsTheWriterAndLosesNothingAcknowledged(segmentByteCountTarget: Int) throws {
        let disk = try #require(SmallDisk(kibibytes: 512))
        let path = disk.path + "/log"
        var options = LogOptions()
        options.segmentByteCountTarget = segmentByteCountTarget
        let log = try LogWriter.open(in: path, identity: .random(.sample), options: options)
        var acknowledged = 0
        var bodies: [[UInt8]] = []
        let error = #expect(throws: LogError.self) {
            while acknowledged < 1000 {
                bodies.append(record(acknowledged).body)
                try log.append(LogRecord(head: Array("record \(acknowledged) ".utf8), body: bodies[acknowledged]))
                acknowledged += 1
            }
        }
        #expect((50..<200).contains(acknowledged))
        let failure = try #require(error)
        #expect(failure.code == .outOfSpace && failure.errno == ENOSPC)
        #expect(failure.path.hasPrefix(path + "/") && failure.path.hasSuffix(".seg"), "\(failure.path)")
        #expect(failure.message.contains("No space left on device; make room on the device"))
        #expect(failure.advice?.contains("close this log and open it again") == true)
        let later = #expect(throws: LogError.self) { try log.append(record(0)) }
        #expect(later?.code == .poisoned && later?.message.contains("No space left") == true && later?.advice == failure.advice)

        let first = path + "/0000000000000000.seg"
        let before = try bytes(first)
        #expect(try LogReader(directory: path).heads().count == acknowledged, "reading goes on")
        #expect(throws: LogError.self) { try log.close() }
        #expect(disk.resize(kibibytes: 4096))
        let again = try LogWriter.open(in: path, identity: .random(.sample), options: options)
        #expect(try again.append(record(acknowledged)).sequence.rawValue >= UInt64(acknowledged))
        try again.close()
        let reader = try LogReader(directory: path)
        for number in 0..<acknowledged {
            #expect(try reader.record(at: SequenceNumber(UInt64(number)))?.body == bodies[number], "record \(number)")
        }
        if segmentByteCountTarget < 1 << 30 { #expect(try bytes(first) == before) }
        #expect(try reader.verify().isIntact)
    }

    @Test(.enabled(if: SmallDisk.isPossible))
    func aReadOnlyDiskIsReadAndVerifiedAndRefusesWriters() throws {
        let disk = try #require(SmallDisk(kibibytes: 512))
        let path = disk.path + "/log"
        let log = try LogWriter.open(in: path, identity: .random(.sample))
        for number in 0..<20 { try log.append(.numbered(number)) }
        try log.close()
        #expect(disk.makeReadOnly())
        let before = try bytes(path + "/0000000000000000.seg")
        #expect(try LogReader(directory: path).heads().count == 20)
        #expect(try LogReader(directory: path).verify().isIntact)
        #expect(try LogRecovery.recover(directory: path, mode: .readOnlyReport).row == .b)
        let attempts: [() throws -> Void] = [
            { _ = try LogWriter.reopen(in: path) },
            { _ = try LogWriter.open(in: path, identity: .random(.sample)) },
            { _ = try LogRecovery.recover(directory: path, mode: .secure) },
            { _ = try LogWriter.open(in: disk.path + "/other", identity: .random(.sample)) },
            { try LogWriter.create(in: disk.path + "/other", identity: .random(.sample)).append(.numbered(0)) },
        ]
        for attempt in attempts {
            let error = try #require(#expect(throws: LogError.self) { try attempt() })
            #expect(error.code == .notPermitted && error.errno == EROFS && error.path.hasPrefix(disk.path + "/"))
            #expect(error.message.contains("mount the file system read-write"))
        }
        #expect(try bytes(path + "/0000000000000000.seg") == before)
    }

    @Test func aDirectoryThatThisUserMayNotWriteIsReadAndRefusesWriters() throws {
        let directory = LogDirectory()
        try directory.makeLog(segmentCount: 1)
        chmod(directory.log, 0o555)
        chmod(directory.log + "/LOCK", 0o444)
        chmod(directory.path, 0o755)
        let before = try directory.files()
        // setfsuid(2), which Glibc's module leaves out: for this thread only, and it keeps root from going past the permissions.
        let setFileUser = unsafeBitCast(dlsym(nil, "setfsuid"), to: (@convention(c) (uid_t) -> Int32).self)
        let own = setFileUser(65_534)
        defer {
            _ = setFileUser(uid_t(own))
            chmod(directory.log, 0o755)
        }
        #expect(try LogReader(directory: directory.log).heads().count == 10)
        #expect(try LogReader(directory: directory.log).verify().isIntact)
        let error = try #require(#expect(throws: LogError.self) { try LogWriter.reopen(in: directory.log) })
        #expect(error.code == .notPermitted && error.errno == EACCES && error.path == directory.log + "/LOCK")
        #expect(error.message.contains("give this user the right"))
        #expect(try directory.files() == before)
    }

    @Test func aProcessThatMayWriteNoLargerFileIsToldSo() throws {
        let directory = LogDirectory()
        let file = try FileStorage().createFile(directory.path + "/file")
        let error = #expect(throws: LogError.self) { try file.write([1], at: UInt64(Int64.max)) }
        #expect(error?.code == .outOfSpace && error?.errno == EFBIG && error?.byteOffset == UInt64(Int64.max))
        #expect(error?.message.contains("allows no larger file") == true)
    }
}

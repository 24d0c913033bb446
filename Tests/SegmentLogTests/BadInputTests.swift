import Foundation
import SegmentLog
import Testing

/// What is no log, or no longer what the log wrote: a typed error with place and advice, and every byte kept.
@Suite struct BadInputTests {
    let directory = LogDirectory()
    var path: String { directory.log }

    /// The ways into a log that may change something, and those that may not.
    enum Entry: CaseIterable {
        case read, verify, report, recover, reopen, open

        func enter(_ path: String) throws {
            switch self {
            case .read: _ = try LogReader(directory: path).heads()
            case .verify:
                let damage = try LogVerification.verify(directory: path).damage
                if let first = damage.first { throw first.thrown }
            case .report:
                let damage = try LogRecovery.recover(directory: path, mode: .readOnlyReport).damage
                if let first = damage.first { throw first.thrown }
            case .recover:
                let damage = try LogRecovery.recover(directory: path, mode: .secure).damage
                if let first = damage.first { throw first.thrown }
            case .reopen: try LogWriter.reopen(in: path).close()
            case .open: try LogWriter.open(in: path, identity: .random(.sample)).close()
            }
        }
    }

    /// The error with which `entry` refuses the log, which it leaves as it is, to the byte.
    func refusal(_ entry: Entry, _ path: String? = nil) throws -> LogError {
        let before = try directory.files()
        let error = #expect(throws: LogError.self) { try entry.enter(path ?? self.path) }
        #expect(try directory.files() == before, "every byte is kept")
        return try #require(error)
    }

    @Test(arguments: Entry.allCases)
    func aDirectoryOfOtherFilesIsNoLog(entry: Entry) throws {
        try FileStorage().createDirectory(path)
        try directory.replace("notes.txt", with: [1, 2, 3])
        let error = try refusal(entry)
        #expect(error.code == .notALog && error.path == path)
        #expect(error.message.contains("choose") || error.message.contains("check the path"))
    }

    @Test(arguments: Entry.allCases)
    func aFileIsNoLog(entry: Entry) throws {
        try FileStorage().createDirectory(path)
        try directory.replace("notes.txt", with: [1, 2, 3])
        let error = try refusal(entry, path + "/notes.txt")
        #expect(error.code == .notALog && error.path == path + "/notes.txt")
        #expect(error.message.contains("give the path of a directory"))
    }

    @Test(arguments: Entry.allCases.filter { $0 != .open })
    func nothingIsNoLog(entry: Entry) throws {
        let error = try refusal(entry)
        #expect(error.code == .notALog && error.path == path)
        #expect(try FileStorage().fileNames(in: path) == nil)
    }

    @Test(arguments: Entry.allCases, ["0000000000000000.seg", "000000000000000a.seg", "0000000000000014.seg"])
    func aNewerFormatIsNamedWithItsVersion(entry: Entry, name: String) throws {
        try directory.makeLog(segmentCount: 3)
        try directory.makeNewer(name)
        let error = try refusal(entry)
        #expect(error.code == .newerFormat && error.path == path + "/" + name && error.byteOffset == 8)
        #expect(error.message.contains("version 2") && error.message.contains("newer program"))
    }

    @Test(arguments: Entry.allCases, [1, 2])
    func aForeignSegmentIsNamedWithBothLogs(entry: Entry, place: Int) throws {
        try directory.makeLog(segmentCount: 3)
        let other = LogDirectory()
        try other.makeLog(segmentCount: 3, as: LogID(high: 7, low: 7))
        let name = try directory.segments()[place]
        try directory.replace(name, with: other.bytes(of: name))
        let error = try refusal(entry)
        #expect(error.code == .damaged && error.path == path + "/" + name && error.byteOffset == 16)
        #expect(error.message.contains("\(LogID(high: 7, low: 7))") && error.message.contains("\(LogID.sample)"))
        #expect(error.message.contains("move it out of the directory"))
    }

    @Test func whatIsBesideAForeignSegmentStaysReadable() throws {
        try directory.makeLog(segmentCount: 3)
        let other = LogDirectory()
        try other.makeLog(segmentCount: 3, as: LogID(high: 7, low: 7))
        try directory.replace("000000000000000a.seg", with: other.bytes(of: "000000000000000a.seg"))
        let reader = try LogReader(directory: path)
        for number in 0..<30 where !(10..<20).contains(number) {
            #expect(try reader.record(at: SequenceNumber(UInt64(number)))?.body == LogRecord.numbered(number).body)
        }
    }

    @Test(arguments: Entry.allCases)
    func aSegmentRemovedFromTheMiddleIsNamedByTheRecordsThatAreMissing(entry: Entry) throws {
        try directory.makeLog(segmentCount: 3)
        try FileStorage().removeFile(path + "/000000000000000a.seg")
        let error = try refusal(entry)
        #expect(error.code == .damaged && error.byteOffset != nil)
        #expect(error.path == path + "/0000000000000000.seg" || error.path == path + "/0000000000000014.seg", "beside the gap")
        #expect(error.message.contains("10") && error.message.contains("20") && error.message.contains("copy"))
        let reader = try LogReader(directory: path)
        #expect(try reader.heads(from: SequenceNumber(20)).count == 10)
        #expect(try reader.record(at: SequenceNumber(9)) != nil)
    }

    @Test(arguments: Entry.allCases)
    func zerosAtTheEndOfASegmentThatHasASuccessorAreDamage(entry: Entry) throws {
        try directory.makeLog(segmentCount: 2)
        let name = "0000000000000000.seg"
        let bytes = try directory.bytes(of: name)
        try directory.replace(name, with: bytes.prefix(400) + [UInt8](repeating: 0, count: bytes.count - 400))
        let error = try refusal(entry)
        #expect(error.code == .damaged && error.path == path + "/" + name)
        #expect(try #require(error.byteOffset) <= 400)
        #expect(try LogReader(directory: path).heads(from: SequenceNumber(10)).count == 10)
    }

    @Test(arguments: [1, 511, 4096, 1 << 20])
    func zerosAtTheEndOfTheLastSegmentAreTheEndOfTheLog(count: Int) throws {
        let writer = try LogWriter.create(in: path, identity: .random(.sample))
        for number in 0..<10 { try writer.append(.numbered(number)) }
        let crashed = LogDirectory()
        try FileStorage().createDirectory(crashed.log)
        let name = "0000000000000000.seg"
        let bytes = try directory.bytes(of: name)
        try crashed.replace(name, with: bytes + [UInt8](repeating: 0, count: count))
        #expect(try LogReader(directory: crashed.log).heads().count == 10)
        let again = try LogWriter.open(in: crashed.log, identity: .random(.sample))
        #expect(again.nextSequenceNumber == SequenceNumber(10))
        #expect(try crashed.bytes(of: name).starts(with: bytes), "every byte is kept")
        try again.append(.numbered(10))
        try again.close()
        #expect(try LogReader(directory: crashed.log).verify().isIntact)
    }

    @Test func aRecordOverTheMaximumIsRefusedAndTheWriterGoesOn() throws {
        var options = LogOptions()
        options.maximumRecordByteCount = 1000
        let writer = try LogWriter.create(in: path, identity: .random(.sample), options: options)
        try writer.append(.numbered(0))
        let before = try directory.files()
        let error = #expect(throws: LogError.self) { try writer.append([.numbered(1), .numbered(2, bodyByteCount: 1001)]) }
        #expect(error?.code == .invalidBatch && error?.path == path)
        #expect(error?.message.contains("1010 bytes") == true && error?.message.contains("maximum of 1000") == true)
        #expect(error?.message.contains("split it") == true)
        #expect(try directory.files() == before, "not a part of the batch")
        #expect(try writer.append(.numbered(1)).sequence == SequenceNumber(1))
        try writer.close()
    }

    @Test func aSecondWriterInThisProcessIsRefused() throws {
        let writer = try LogWriter.create(in: path, identity: .random(.sample))
        try writer.append(.numbered(0))
        for entry in [Entry.recover, .reopen, .open] {
            let error = try refusal(entry)
            #expect(error.code == .writerIsAlive && error.path == path && error.message.contains("close it"))
        }
        try writer.append(.numbered(1))
        try writer.close()
    }

    @Test func aWriterInAnotherProcessIsRespected() throws {
        try directory.makeLog(segmentCount: 1)
        let holder = Process()
        let (output, input) = (Pipe(), Pipe())
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        holder.arguments = [
            "python3", "-c",
            "import fcntl, sys; lock = open(sys.argv[1], 'r+'); fcntl.lockf(lock, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()",
            path + "/LOCK",
        ]
        (holder.standardOutput, holder.standardInput) = (output, input)
        try holder.run()
        #expect(try output.fileHandleForReading.read(upToCount: 4) == Data("held".utf8))
        for entry in [Entry.recover, .reopen, .open] { #expect(try refusal(entry).code == .writerIsAlive) }
        #expect(try LogReader(directory: path).heads().count == 10, "reading needs no lock")
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        try LogWriter.reopen(in: path).close()
    }
}

extension LogDamage {
    /// As an error, to be compared with what other ways into the log throw.
    fileprivate var thrown: LogError { LogError(.damaged, path: file, byteOffset: byteOffset, message: message + "; put back a copy") }
}

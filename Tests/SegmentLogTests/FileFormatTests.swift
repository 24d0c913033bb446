import LogSimulation
import ByteCoding
import ContentHashing
import SegmentLog
import Testing

/// The bytes themselves: the specification's worked example, kept for ever, and a segment made without this library's writer.
@Suite struct FileFormatTests {
    static let path = "log/0000000000000000.seg"

    static func exampleLog() throws -> SimulatedStorage {
        let storage = SimulatedStorage()
        let log = try LogWriter.create(
            in: "log", identity: .random(.sample), options: LogOptions(label: Array("demo".utf8)), storage: storage)
        try log.append([LogRecord(head: [1, 2], body: Array("cairn".utf8))])
        try log.close()
        return storage
    }

    @Test func theWorkedExampleIsWrittenToTheByte() throws {
        let bytes = try Self.exampleLog()[Self.path]
        #expect(Hexadecimal.text(of: bytes) == Self.example)
    }

    @Test func theWorkedExampleIsReadForEver() throws {
        let storage = try Self.exampleLog()
        storage[Self.path] = try #require(Hexadecimal.bytes(of: Self.example))
        #expect(try LogVerification.verify(directory: "log", storage: storage).isIntact)
        let record = try LogReader(directory: "log", storage: storage).record(at: .zero)
        #expect(record?.head == [1, 2] && record?.body == Array("cairn".utf8))
    }

    @Test func anErasedRecordIsTheSameContent() throws {
        let storage = try Self.exampleLog()
        let root = try LogVerification.verify(directory: "log", storage: storage).root
        let bodyHash = SHA256.digest(Array("cairn".utf8))
        storage[Self.path] = Self.erased(storage[Self.path], bodyHash: bodyHash)
        let report = try LogVerification.verify(directory: "log", storage: storage)
        #expect(report.damage == [] && report.root == root && report.contentByteCount == 7)
        let record = try LogReader(directory: "log", storage: storage).record(at: .zero)
        #expect(record?.head == [1, 2] && record?.content == .erased(bodyHash: bodyHash) && record?.body == nil)
        var tree = try LogTree(LogReader(directory: "log", storage: storage))
        #expect(try tree.head() == LogExtent(size: 1, root: root))
        #expect(try tree.leaf(at: .zero) == root && record?.leaf == root)
        #expect(try tree.inclusionProof(of: .zero, in: 1).verifies(leaf: try #require(record?.leaf), root: try #require(root)))
    }

    /// The worked example with its record erased, every checksum made again by hand.
    private static func erased(_ example: [UInt8], bodyHash: Digest) -> [UInt8] {
        let log = LogID.sample.bytes
        let stored: [UInt8] = [2 << 1 | 1, 5, 1, 2] + bodyHash.bytes
        var block = Array(example[100..<152])
        block[8] = UInt8(stored.count)
        block[12] = UInt8(stored.count)
        block.replaceSubrange(40..<44, with: checksumBytes(log + [UInt8](repeating: 0, count: 8) + stored))
        block.replaceSubrange(48..<52, with: checksumBytes(log + block[..<48]))
        var watermark = Array(example[161..<213])
        watermark.replaceSubrange(44..<48, with: block[48..<52])
        watermark.replaceSubrange(48..<52, with: checksumBytes(log + watermark[..<48]))
        var footer = Array(example[213...])
        footer[16] += UInt8(stored.count - 9)
        footer.replaceSubrange(40..<44, with: watermark[48..<52])
        footer.replaceSubrange((footer.count - 8)..<(footer.count - 4), with: checksumBytes(log + footer.dropLast(8)))
        return example[..<100] + block + stored + watermark + footer
    }

    /// FileFormat, "A worked example".
    static let example = [
        "89434149524e0d0a01000100640000000123456789abcdef0f1e2d3c4b5a69780000000000000000000000000000000000000000",
        "00000000040000000000000064656d6f00000000000000000000000000000000000000000000000000000000188c57e0c3424c4b",
        "0002000009000000090000000700000001000000000000000000000000000000000000007ad4afe8188c57e0ad15360304050102",
        "636169726ec3424c4b0002000000000000000000000000000000000000010000000000000001000000000000003363fc7fad1536",
        "0322217ffac5465452000000008000000000000000d5000000000000000100000000000000070000000000000022217ffa010000",
        "0001000000000000000100000000000000000000000000000064000000000000002268a6f04660d263ecfd443a4bd3ba77059283",
        "3d4f5f5769b3799b5fd61fc80b80000000000000007a6ac548525446c5",
    ].joined()
}

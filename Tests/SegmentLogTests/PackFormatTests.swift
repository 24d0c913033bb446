import ByteCoding
import LogSimulation
import SegmentLog
import Testing

/// The bytes themselves: the worked example of the specification, kept for ever.
@Suite struct PackFormatTests {
    /// The example log of the file format, alone in a pack.
    private static func examplePack() throws -> (SimulatedStorage, Pack) {
        let storage = try FileFormatTests.exampleLog()
        let log = try #require(try ClosedLog(directory: "log", storage: storage))
        return (storage, try SmallLogs.pack([log], on: storage))
    }

    @Test func theWorkedExampleIsWrittenToTheByte() throws {
        let (storage, pack) = try Self.examplePack()
        #expect(Hexadecimal.text(of: storage[pack.path]) == Self.example)
        #expect(pack.path == "packs/c1ebd08990dab1c6e92aeb35fd76774f.pack")
    }

    @Test func theWorkedExampleIsReadForEver() throws {
        let (storage, written) = try Self.examplePack()
        storage[written.path] = try #require(Hexadecimal.bytes(of: Self.example))
        #expect(try PackVerification.verify(written.path, storage: storage)?.damage == [])
        let pack = try #require(try Pack.open(written.path, storage: storage))
        let record = try LogReader(directory: pack.directory(of: .sample), storage: PackedLogStorage(pack)).record(at: .zero)
        #expect(record?.head == [1, 2] && record?.body == Array("cairn".utf8))
    }

    /// PackFormat, "A worked example".
    static let example =
        [
            "8a435041434b0d0a010000005292214c",
            FileFormatTests.example,
            "c6504654000000008e00000000000000650100000000000001000000000000000123456789abcdef0f1e2d3c4b5a697801000000",
            "00000000012268a6f04660d263ecfd443a4bd3ba770592833d4f5f5769b3799b5fd61fc80b010000001430303030303030303030",
            "3030303030302e7365675501000000000000de27125c8e00000000000000bee48fbc544650c6",
        ].joined()
}

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
        print(Hexadecimal.text(of: bytes))
        #expect(Hexadecimal.text(of: bytes) == Self.example)
    }

    static let example = ""
}

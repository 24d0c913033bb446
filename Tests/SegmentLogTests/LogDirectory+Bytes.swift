import SegmentLog

#if canImport(Glibc)
import Glibc
#endif

extension LogDirectory {
    var log: String { path + "/log" }

    /// Every file of the log with its bytes.
    func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in try FileStorage().fileNames(in: log) ?? [] { files[name] = try bytes(of: name) }
        return files
    }

    func bytes(of name: String) throws -> [UInt8] {
        guard let file = try FileStorage().openFile(log + "/" + name, for: .reading) else { return [] }
        return try file.read(at: 0, byteCount: Int(file.byteCount()))
    }

    /// Puts these bytes in the place of the file, or makes it.
    func replace(_ name: String, with bytes: [UInt8]) throws {
        try FileStorage().removeFile(log + "/" + name)
        try FileStorage().createFile(log + "/" + name).write(bytes, at: 0)
    }

    /// The names of the segments, in order.
    func segments() throws -> [String] { try files().keys.filter { $0.hasSuffix(".seg") }.sorted() }

    /// A closed log of records 0, 1, …, some in each segment.
    func makeLog(segmentCount: Int, recordsInEach: Int = 10, as identity: LogID = .sample) throws {
        let writer = try LogWriter.create(in: log, identity: .random(identity))
        for segment in 0..<segmentCount {
            for number in 0..<recordsInEach { try writer.append(.numbered(segment * recordsInEach + number)) }
            try writer.seal()
        }
        try writer.close()
    }

    /// The header of a segment with its version changed, and a checksum to it.
    func makeNewer(_ name: String) throws {
        var bytes = try bytes(of: name)
        let headerByteCount = Int(bytes[12]) + Int(bytes[13]) << 8
        bytes[8] = 2
        bytes.replaceSubrange((headerByteCount - 4)..<headerByteCount, with: checksumBytes(bytes.prefix(headerByteCount - 4)))
        try replace(name, with: bytes)
    }
}

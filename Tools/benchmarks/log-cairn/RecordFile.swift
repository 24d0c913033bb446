import Glibc
import SegmentLog

/// The file of events in memory: of each the head's length (u32), the body's length (u32), head, body.
final class RecordFile: Sendable {
    // The mapping is read-only and lives as long as the process.
    private nonisolated(unsafe) let base: UnsafeRawPointer
    private let offsets: [Int]

    init(_ path: String) {
        let file = open(path, O_RDONLY)
        var status = stat()
        guard file >= 0, fstat(file, &status) == 0,
            let mapped = mmap(nil, Int(status.st_size), PROT_READ, MAP_SHARED | Int32(MAP_POPULATE), file, 0), mapped != MAP_FAILED
        else { fail("cannot map \(path)") }
        close(file)
        let base = UnsafeRawPointer(mapped)
        var offsets: [Int] = []
        var offset = 0
        while offset < Int(status.st_size) {
            offsets.append(offset)
            offset += 8 + Self.length(base, offset) + Self.length(base, offset + 4)
        }
        self.base = base
        self.offsets = offsets
    }

    var count: Int { offsets.count }

    /// Head and body of a record, as a caller has them who has just encoded an event.
    func parts(_ index: Int) -> (head: UnsafeRawBufferPointer, body: UnsafeRawBufferPointer) {
        let offset = offsets[index % offsets.count]
        let (head, body) = (Self.length(base, offset), Self.length(base, offset + 4))
        return (
            UnsafeRawBufferPointer(start: base + offset + 8, count: head),
            UnsafeRawBufferPointer(start: base + offset + 8 + head, count: body)
        )
    }

    func byteCount(_ range: Range<Int>) -> Int {
        range.reduce(0) { sum, index in
            let (head, body) = parts(index)
            return sum + head.count + body.count
        }
    }

    /// What is handed to the log.
    func fill(_ batch: inout LogBatch, _ range: Range<Int>) {
        batch.removeAll()
        for index in range {
            let (head, body) = parts(index)
            batch.append(
                head: UnsafeBufferPointer(start: head.baseAddress?.assumingMemoryBound(to: UInt8.self), count: head.count).span,
                body: UnsafeBufferPointer(start: body.baseAddress?.assumingMemoryBound(to: UInt8.self), count: body.count).span)
        }
    }

    func batch(_ range: Range<Int>) -> LogBatch {
        var batch = LogBatch()
        fill(&batch, range)
        return batch
    }

    private static func length(_ base: UnsafeRawPointer, _ offset: Int) -> Int {
        Int(base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
}

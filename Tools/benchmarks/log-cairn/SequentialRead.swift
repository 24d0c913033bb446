import ByteCoding
import Glibc
import SegmentLog

/// Everything from first to last: once to compare what is there with what was written, once against the clock.
struct SequentialRead {
    private let options: BenchmarkOptions

    init(_ options: BenchmarkOptions) { self.options = options }

    func run() throws {
        let (content, byteCount) = try check()
        let reader = try LogReader(directory: options.directory, storage: FileStorage())
        var count = 0
        var touched = 0
        var watch = Stopwatch()
        // Both ends of each record are looked at, so that none of it can be left out.
        try reader.visit(from: .zero) { record in
            let body = record.body
            count += 1
            touched &+= Int(record.head[0]) &+ Int(body[body.count - 1]) &+ record.head.count &+ body.count
            return .continue
        }
        watch.stop()
        watch.report(["count": "\(count)", "bytes": "\(byteCount)", "content": content, "result": "\(touched)"])
    }

    /// Count, bytes and the order-free sum of the records' checksums, as the peers compute it.
    private func check() throws -> (json: String, byteCount: Int) {
        let reader = try LogReader(directory: options.directory, storage: FileStorage())
        var count = 0
        var byteCount = 0
        var sum: UInt64 = 0
        try reader.visit(from: .zero) { record in
            let body = record.body
            count += 1
            byteCount += record.head.count + body.count
            let checksum = CRC32C.checksum(body, seed: CRC32C.checksum(record.head))
            sum &+= (UInt64(checksum) + 1) &* 0x9e37_79b9_7f4a_7c15
            return .continue
        }
        return ("{\"count\": \(count), \"bytes\": \(byteCount), \"sum\": \"\(sum)\"}", byteCount)
    }
}

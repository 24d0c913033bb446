/// Reads a file from front to back in large pieces.
struct ReadWindow {
    let file: any LogFile
    /// How much is read at least.
    private let readAheadByteCount: Int
    /// What was read last.
    private(set) var bytes: [UInt8] = []
    private var start: UInt64 = 0

    init(_ file: any LogFile, readAheadByteCount: Int) {
        self.file = file
        self.readAheadByteCount = readAheadByteCount
    }

    /// Where in `bytes` the file's bytes from `offset` on lie: `byteCount` of them, fewer only where the file ends.
    mutating func load(_ offset: UInt64, byteCount: Int) throws(LogError) -> Range<Int> {
        // By differences: an offset out of a damaged file may be any number.
        if offset < start || offset - start > UInt64(bytes.count) || byteCount > bytes.count - Int(offset - start) {
            start = offset
            try file.read(at: offset, byteCount: max(byteCount, readAheadByteCount), into: &bytes)
        }
        let lower = Int(offset - start)
        return lower..<min(lower + byteCount, bytes.count)
    }

    /// Forgets what was read, so that bytes written since are seen.
    mutating func forget() {
        bytes = []
        start = 0
    }
}

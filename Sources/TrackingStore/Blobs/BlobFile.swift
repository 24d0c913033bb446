package import ContentHashing
import SegmentLog

/// A blob that is open for reading, from any thread. It stays readable when its file is removed meanwhile.
package final class BlobFile: Sendable {
    package let digest: Digest
    package let byteCount: UInt64
    /// Where it lies, for whoever streams files by path.
    package let path: String
    private let file: any LogFile

    init(digest: Digest, byteCount: UInt64, path: String, file: any LogFile) {
        self.digest = digest
        self.byteCount = byteCount
        self.path = path
        self.file = file
    }

    /// The bytes of `range`, which is cut to the blob's length. Ask for portions: they are held in memory.
    package func read(_ range: Range<UInt64>) throws(StoreError) -> [UInt8] {
        let range = range.clamped(to: 0..<byteCount)
        if range.isEmpty { return [] }
        return try StoreError.translating("reading a blob") { () throws(LogError) in
            try file.read(at: range.lowerBound, byteCount: Int(range.count))
        }
    }
}

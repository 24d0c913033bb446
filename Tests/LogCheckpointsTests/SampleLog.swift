import ContentHashing
import Foundation
import LogCheckpoints
import SegmentLog

/// A signed log of numbered records in a directory of its own, its key, and every record's leaf.
struct SampleLog {
    let directory: String
    let key: StoreKey
    let writer: LogWriter
    private(set) var leaves: [Digest] = []

    var path: String { directory + "/log" }
    var signer: CheckpointSigner { CheckpointSigner(key) }
    var keys: [VerifierKey] { [signer.verifierKey(for: writer.logID)] }

    init(in directory: String, batches: [Int] = [3, 4, 5], segmentByteCount: Int = 64 << 20, seed: UInt64 = 1) throws {
        var randomness = CountingRandom(state: seed)
        self.directory = directory
        key = try StoreKey.create(at: directory + "/key", using: &randomness)
        let (_, identity) = LogIdentityProof.makeIdentity(for: key, using: &randomness)
        var options = LogOptions()
        options.segmentByteCountTarget = segmentByteCount
        writer = try LogWriter.create(in: directory + "/log", identity: identity, options: options, storage: FileStorage())
        for count in batches { try append(count) }
    }

    static func record(_ number: Int) -> LogRecord { LogRecord(head: Array("head \(number)".utf8), body: Array("body \(number)".utf8)) }

    mutating func append(_ count: Int) throws {
        let batch = (0..<count).map { Self.record(leaves.count + $0) }
        leaves += batch.map { MerkleHash.recordLeaf(head: $0.head.span, bodyHash: SHA256.digest($0.body)) }
        try writer.append(batch)
    }

    func tree() throws -> LogTree { try LogTree(LogReader(directory: path, storage: FileStorage())) }

    func root(_ size: Int) -> Digest { MerkleFrontier.root(of: leaves.prefix(size)) }
}

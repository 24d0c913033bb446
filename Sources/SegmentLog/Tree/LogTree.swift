public import ContentHashing

/// A log's Merkle tree (RFC 6962), read out of its files: heads, roots and proofs, without hashing the log again. A value that remembers what it
/// has read; a copy goes its own way. Writes nothing, and sees nothing that is not durable.
///
/// What a proof costs: sealed segments keep their large subtrees in their footers, and every segment keeps the subtrees before it in its header, so a proof
/// re-hashes the records of one chunk of 256, at most, when its (newer) size is the end of a segment or `size`. At any other size it needs that size's last
/// chunk too, up to 256 records more; the chunks used last are remembered. A segment without a footer (the one being written, or one whose footer is
/// damaged) keeps no nodes: its records are hashed once, when a root or proof first needs them, and afterwards only those that were added. Reading decompresses whole blocks.
///
/// The place of a record in the log is its leaf's in the tree. An erased record keeps its leaf. Specification: FileFormat, "Footer" and "Record entry".
public struct LogTree: Sendable {
    private let reader: LogReader
    private var nodes: LogTreeNodes

    /// How many records the tree covers: what the log's watermarks said was durable at the last `refresh`.
    public private(set) var size: UInt64

    /// - Throws: `noTree` when the log was made without one; what reading throws.
    public init(_ reader: LogReader) throws(LogError) {
        guard reader.firstHeader.isHashed else {
            throw LogError(
                .noTree, path: reader.directory,
                message: "this log keeps no Merkle tree (hashesRecords was off when it was made); start a new log with it to prove records")
        }
        self.reader = reader
        size = try reader.refresh().rawValue
        nodes = LogTreeNodes(reader, segments: try Self.segmentFirsts(reader, before: size), size: size)
    }

    public var logID: LogID { reader.logID }
    /// The header that says whose log it is; see ``LogReader/firstHeader``.
    public var firstHeader: SegmentHeader { reader.firstHeader }
    /// The log's directory, for messages.
    public var directory: String { reader.directory }

    /// How many records were hashed again, so far, because they lie between the nodes that segments keep.
    public var rehashedRecordCount: UInt64 { nodes.rehashedRecordCount }
    /// How many records were hashed, so far, because their segment has no footer: each of them once.
    public var unsealedRecordCount: UInt64 { nodes.unsealedRecordCount }

    /// Looks for what has become durable since.
    ///
    /// - Returns: `size`, which never falls.
    @discardableResult
    public mutating func refresh() throws(LogError) -> UInt64 {
        size = try reader.refresh().rawValue
        nodes.update(segments: try Self.segmentFirsts(reader, before: size), size: size)
        return size
    }

    /// The size and root of everything that is durable.
    public mutating func head() throws(LogError) -> LogExtent { LogExtent(size: size, root: try root(at: size)) }

    /// The log's extent at the end of each segment, in order; for the last, at `size`.
    public mutating func segmentHeads() throws(LogError) -> [SegmentHead] {
        var heads: [SegmentHead] = []
        for number in 0..<nodes.segmentCount {
            let (first, end) = nodes.range(ofSegment: number)
            if first == end { continue }
            let isLast = number == nodes.segmentCount - 1
            let root = isLast ? try root(at: end) : try nodes.headerFrontier(number + 1).root
            let isSealed = isLast ? try nodes.isSealed(number) : true
            heads.append(SegmentHead(first: SequenceNumber(first), extent: LogExtent(size: end, root: root), isSealed: isSealed))
        }
        return heads
    }

    /// The root over the first `size` records.
    ///
    /// - Throws: `notDeliverable` when there are not as many; `damaged` when a record that is needed cannot be read.
    public mutating func root(at size: UInt64) throws(LogError) -> Digest {
        try require(size)
        try nodes.prepare(size)
        return try MerkleTree.root(size: size) { subtree throws(LogError) in try nodes.root(of: subtree) }
    }

    /// The leaf of a record.
    ///
    /// - Throws: as `root`.
    public mutating func leaf(at sequence: SequenceNumber) throws(LogError) -> Digest {
        try require(sequence)
        return try nodes.root(of: MerkleSubtree(height: 0, index: sequence.rawValue))
    }

    /// That a record is among the first `size`. It was checked against the root before it is returned.
    ///
    /// - Throws: `notDeliverable` when there are not as many records, or the record is not among them; `damaged`.
    public mutating func inclusionProof(of sequence: SequenceNumber, in size: UInt64) throws(LogError) -> InclusionProof {
        try require(size)
        guard sequence.rawValue < size else {
            throw notThere("record \(sequence) is not among the first \(size); ask for a proof in a larger tree")
        }
        let root = try root(at: size)
        let proof = try MerkleTree.inclusionProof(of: sequence.rawValue, in: size) { subtree throws(LogError) in
            try nodes.root(of: subtree)
        }
        guard proof.verifies(leaf: try leaf(at: sequence), root: root) else { throw disagreement("record \(sequence)") }
        return proof
    }

    /// That the first `oldSize` records are the beginning of the first `size`. It was checked against both roots before it is returned.
    ///
    /// - Throws: `notDeliverable` when there are not as many records, or `oldSize` is larger than `size`; `damaged`.
    public mutating func consistencyProof(from oldSize: UInt64, to size: UInt64) throws(LogError) -> ConsistencyProof {
        try require(size)
        guard oldSize <= size else {
            throw notThere("a log of \(size) records cannot continue one of \(oldSize); exchange the two sizes")
        }
        let (oldRoot, root) = (try root(at: oldSize), try root(at: size))
        let proof = try MerkleTree.consistencyProof(from: oldSize, to: size) { subtree throws(LogError) in try nodes.root(of: subtree) }
        guard proof.verifies(oldRoot: oldRoot, root: root) else { throw disagreement("the first \(oldSize) records") }
        return proof
    }

    /// Whether a batch ends after the first `size` records, as far as the log's blocks still say so: a block that holds several batches shows the end of
    /// the last one only. The end of a segment, and `size` itself, always are batch ends.
    public mutating func isBatchEnd(_ size: UInt64) throws(LogError) -> Bool {
        try require(size)
        return size == 0 || size == self.size ? true : try nodes.isBatchEnd(size)
    }

    /// The segments with records that are durable: others may have been made since the reader looked.
    private static func segmentFirsts(_ reader: LogReader, before size: UInt64) throws(LogError) -> [SequenceNumber] {
        try LogReader.segmentFirsts(in: reader.directory, reader.storage).filter { $0.rawValue < size }
    }

    private func require(_ size: UInt64) throws(LogError) {
        guard size <= self.size else {
            throw notThere("the log has \(self.size) durable records, not \(size); wait for the writer, or fetch the rest from a replica")
        }
    }

    private func require(_ sequence: SequenceNumber) throws(LogError) {
        guard sequence.rawValue < size else {
            throw notThere("the log has \(size) durable records, none is number \(sequence)")
        }
    }

    private func notThere(_ message: String) -> LogError { LogError(.notDeliverable, path: reader.directory, message: message) }

    private func disagreement(_ what: String) -> LogError {
        LogError(
            LogDamage(
                file: reader.directory, byteOffset: 0, kind: .merkle,
                message: "the tree nodes that the segments keep do not agree with each other about \(what)"))
    }
}

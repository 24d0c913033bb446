import ContentHashing
import TrackingEvents

/// The digest of bytes that arrive in any portions, with the root of the tree over their pieces of 1 MiB (RFC 6962).
struct BlobHash: Sendable {
    private var whole = SHA256()
    private var pieces = MerkleFrontier()
    private var piece = Self.pieceBeginning
    private var pieceByteCount = 0
    private(set) var byteCount: UInt64 = 0

    mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        whole.update(bytes)
        byteCount += UInt64(bytes.count)
        var rest = bytes[...]
        while !rest.isEmpty {
            let portion = rest.prefix(BlobReference.pieceByteCount - pieceByteCount)
            piece.update(UnsafeRawBufferPointer(rebasing: portion))
            pieceByteCount += portion.count
            rest = rest.dropFirst(portion.count)
            if pieceByteCount == BlobReference.pieceByteCount { endPiece() }
        }
    }

    func finalize() -> BlobReference {
        var last = self
        if last.pieceByteCount > 0 { last.endPiece() }
        return BlobReference(digest: whole.finalize(), byteCount: byteCount, pieceRoot: last.pieces.root)
    }

    private mutating func endPiece() {
        pieces.append(piece.finalize())
        piece = Self.pieceBeginning
        pieceByteCount = 0
    }

    /// A leaf is SHA-256(0x00 ‖ piece).
    private static let pieceBeginning = {
        var hash = SHA256()
        hash.update(0x00)
        return hash
    }()
}

import CByteKernels

// Two hashes side by side take little longer than one: for whoever has many to make.
extension MerkleHash {
    /// The leaves of two records, as `recordLeaf` makes them.
    public static func recordLeafPair(
        head firstHead: Span<UInt8>, body firstBody: Span<UInt8>, head secondHead: Span<UInt8>, body secondBody: Span<UInt8>
    ) -> (Digest, Digest) {
        // The pointers stay inside the closures; the kernel reads the four buffers and writes eight words.
        unsafe firstHead.withUnsafeBytes { head0 in
            unsafe firstBody.withUnsafeBytes { body0 in
                unsafe secondHead.withUnsafeBytes { head1 in
                    unsafe secondBody.withUnsafeBytes { body1 in
                        unsafe leafPair(heads: (.init(head0), .init(head1)), bodies: (.init(body0), .init(body1)))
                    }
                }
            }
        }
    }

    private static func leafPair(heads: (cairn_bytes, cairn_bytes), bodies: (cairn_bytes, cairn_bytes)) -> (Digest, Digest) {
        var leaves = (Digest.zero, Digest.zero)
        // A tuple of two equal types lies in memory like an array of two, a digest like its four words.
        unsafe withUnsafePointer(to: heads) { heads in
            unsafe withUnsafePointer(to: bodies) { bodies in
                unsafe withUnsafeMutablePointer(to: &leaves) { leaves in
                    unsafe cairn_record_leaf_pair(
                        UnsafeRawPointer(heads).assumingMemoryBound(to: cairn_bytes.self),
                        UnsafeRawPointer(bodies).assumingMemoryBound(to: cairn_bytes.self),
                        UnsafeMutableRawPointer(leaves).assumingMemoryBound(to: UInt64.self))
                }
            }
        }
        return leaves
    }

    /// Replaces the first `2 * count` digests of `level`, a level of a tree from the left, by the `count` nodes above them; the others stay.
    ///
    /// - Precondition: `2 * count <= level.count`.
    public static func raise(_ level: inout [Digest], count: Int) {
        precondition(count >= 0 && 2 * count <= level.count, "two digests for each node")
        // The kernel reads 8 words for each 4 that it writes, and never writes where it has not read yet.
        unsafe level.withUnsafeMutableBytes { buffer in
            guard let words = unsafe buffer.assumingMemoryBound(to: UInt64.self).baseAddress else { return }
            unsafe cairn_merkle_parents(words, count, words)
        }
    }
}

extension cairn_bytes {
    /// - Parameter buffer: must outlive the value.
    fileprivate init(_ buffer: UnsafeRawBufferPointer) { unsafe self.init(start: buffer.baseAddress, count: buffer.count) }
}

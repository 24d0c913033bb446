import CSystemLZ4

/// LZ4's block format, through liblz4. The lengths have been checked by `BlockCodec`.
enum LZ4Block {
    /// Appends the compressed form of `raw` to `stored`.
    ///
    /// - Parameter isDense: whether the high-compression encoder (level 9) does it.
    static func compress(_ raw: Span<UInt8>, isDense: Bool, into stored: inout [UInt8]) throws(BlockCodecError) {
        let bound = Int(LZ4_compressBound(Int32(raw.count)))
        var written: Int32 = 0
        stored.append(addingCapacity: bound) { output in
            // liblz4 reads and writes inside the two buffers only, whose lengths it is given.
            unsafe raw.withUnsafeBytes { source in
                unsafe output.withUnsafeMutableBufferPointer { target, count in
                    let from = unsafe source.assumingMemoryBound(to: CChar.self).baseAddress
                    let to = unsafe target.address(of: count)
                    written =
                        isDense
                        ? unsafe LZ4_compress_HC(from, to, Int32(source.count), Int32(bound), 9)
                        : unsafe LZ4_compress_default(from, to, Int32(source.count), Int32(bound))
                    count += Int(max(0, written))
                }
            }
        }
        // Nothing, not even no bytes, compresses to nothing; the bound rules out every cause but one.
        guard written > 0 else { throw BlockCodecError(code: .outOfMemory, message: "LZ4 could not allocate its tables") }
    }

    /// Replaces `raw` by the raw bytes of `stored`.
    static func decompress(_ stored: Span<UInt8>, rawByteCount: Int, into raw: inout [UInt8]) throws(BlockCodecError) {
        var result: Int32 = -1
        raw.removeAll(keepingCapacity: true)
        raw.append(addingCapacity: rawByteCount) { output in
            // LZ4_decompress_safe never reads beyond the stored bytes nor writes beyond the raw ones, whatever the stored bytes say.
            unsafe stored.withUnsafeBytes { source in
                unsafe output.withUnsafeMutableBufferPointer { target, count in
                    let from = unsafe source.assumingMemoryBound(to: CChar.self).baseAddress
                    let to = unsafe target.address(of: count)
                    result = unsafe LZ4_decompress_safe(from, to, Int32(source.count), Int32(rawByteCount))
                    count += Int(max(0, result))
                }
            }
        }
        guard result >= 0 else {
            throw BlockCodecError(
                code: .malformed, message: "\(stored.count) stored bytes are not an LZ4 block of \(rawByteCount) bytes")
        }
        guard raw.count == rawByteCount else {
            throw BlockCodecError(
                code: .wrongRawByteCount, message: "an LZ4 block holds \(raw.count) bytes where \(rawByteCount) were expected")
        }
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Where the byte at `offset` lies, as C has it; nil for a buffer without memory.
    fileprivate func address(of offset: Int) -> UnsafeMutablePointer<CChar>? {
        unsafe baseAddress.map { unsafe UnsafeMutableRawPointer($0 + offset).assumingMemoryBound(to: CChar.self) }
    }
}

import CSystemLZ4

/// LZ4's block format, through liblz4. The lengths have been checked by `BlockCodec`.
enum LZ4Block {
    /// - Parameter isDense: whether the high-compression encoder (level 9) does it.
    static func compress(_ raw: Span<UInt8>, isDense: Bool) throws(BlockCodecError) -> [UInt8] {
        let bound = Int(LZ4_compressBound(Int32(raw.count)))
        // liblz4 reads and writes inside the two buffers only, whose lengths it is given.
        let stored = unsafe raw.withUnsafeBytes { source in
            unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, count in
                let from = unsafe source.assumingMemoryBound(to: CChar.self).baseAddress
                let to = unsafe UnsafeMutableRawBufferPointer(target).assumingMemoryBound(to: CChar.self).baseAddress
                let written =
                    isDense
                    ? unsafe LZ4_compress_HC(from, to, Int32(source.count), Int32(bound), 9)
                    : unsafe LZ4_compress_default(from, to, Int32(source.count), Int32(bound))
                count = max(0, Int(written))
            }
        }
        // Nothing, not even no bytes, compresses to nothing; the bound rules out every cause but one.
        guard !stored.isEmpty else { throw BlockCodecError(code: .outOfMemory, message: "LZ4 could not allocate its tables") }
        return stored
    }

    static func decompress(_ stored: Span<UInt8>, rawByteCount: Int) throws(BlockCodecError) -> [UInt8] {
        var result: Int32 = -1
        // LZ4_decompress_safe never reads beyond the stored bytes nor writes beyond the raw ones, whatever the stored bytes say.
        let raw = unsafe stored.withUnsafeBytes { source in
            unsafe [UInt8](unsafeUninitializedCapacity: rawByteCount) { target, count in
                let from = unsafe source.assumingMemoryBound(to: CChar.self).baseAddress
                let to = unsafe UnsafeMutableRawBufferPointer(target).assumingMemoryBound(to: CChar.self).baseAddress
                result = unsafe LZ4_decompress_safe(from, to, Int32(source.count), Int32(rawByteCount))
                count = max(0, Int(result))
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
        return raw
    }
}

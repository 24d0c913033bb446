import CSystemZlib

/// A zlib stream (RFC 1950) in one piece, through zlib. The lengths have been checked by `BlockCodec`.
enum ZlibStream {
    static func compress(_ raw: Span<UInt8>) throws(BlockCodecError) -> [UInt8] {
        var length = compressBound(uLong(raw.count))
        var result = Z_OK
        // zlib reads and writes inside the two buffers only, whose lengths it is given.
        let stored = unsafe raw.withUnsafeBufferPointer { source in
            unsafe [UInt8](unsafeUninitializedCapacity: Int(length)) { target, count in
                result = unsafe compress2(target.baseAddress, &length, source.baseAddress, uLong(source.count), 6)
                count = result == Z_OK ? Int(length) : 0
            }
        }
        // The bound rules out every cause of failure but one.
        guard result == Z_OK else { throw BlockCodecError(code: .outOfMemory, message: "zlib could not allocate its tables") }
        return stored
    }

    static func decompress(_ stored: Span<UInt8>, rawByteCount: Int) throws(BlockCodecError) -> [UInt8] {
        var rawLength = uLongf(rawByteCount)
        var storedLength = uLong(stored.count)
        var result = Z_OK
        // uncompress2 writes at most `rawLength` bytes, reads at most `storedLength`, and says how many it used of each.
        let raw = unsafe stored.withUnsafeBufferPointer { source in
            unsafe [UInt8](unsafeUninitializedCapacity: rawByteCount) { target, count in
                result = unsafe uncompress2(target.baseAddress, &rawLength, source.baseAddress, &storedLength)
                count = result == Z_OK ? Int(rawLength) : 0
            }
        }
        guard result != Z_MEM_ERROR else { throw BlockCodecError(code: .outOfMemory, message: "zlib could not allocate its tables") }
        guard result != Z_BUF_ERROR, result != Z_OK || raw.count == rawByteCount else {
            throw BlockCodecError(
                code: .wrongRawByteCount, message: "a zlib stream does not hold exactly \(rawByteCount) bytes")
        }
        guard result == Z_OK, storedLength == uLong(stored.count) else {
            throw BlockCodecError(
                code: .malformed, message: "\(stored.count) stored bytes are not a zlib stream of \(rawByteCount) bytes")
        }
        return raw
    }
}

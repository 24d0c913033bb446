import ByteCoding

/// The ways in which a block's bytes may be stored. The raw values stand in files and are never given another meaning.
///
/// A codec knows nothing of checksums: damage that still decompresses to the right length is found by whoever keeps a checksum of the stored
/// bytes. Decompression never writes outside the length that it was given, and never allocates more than the stored bytes could hold.
public enum BlockCodec: UInt8, CaseIterable, Sendable {
    /// The bytes as they are.
    case none = 0
    /// LZ4's block format, quick to write: for a log's active segment.
    case lz4 = 1
    /// LZ4's block format from its high-compression encoder at level 9. Read like `lz4`.
    case lz4HighCompression = 2
    /// A zlib stream (RFC 1950) at level 6.
    case zlib = 3

    /// The most that one call takes or gives, in bytes: 1 GiB. Both libraries count in 32 bits.
    public static let maximumByteCount = 1 << 30

    /// Appends `raw`, compressed, to `stored`.
    ///
    /// - Returns: the number of bytes appended; it can exceed `raw.count` for bytes that do not compress.
    @discardableResult
    public func compress(_ raw: Span<UInt8>, into stored: inout [UInt8]) throws(BlockCodecError) -> Int {
        guard raw.count <= Self.maximumByteCount else {
            throw BlockCodecError(code: .tooLarge, message: "a block of \(raw.count) bytes is beyond the codec's limit of 1 GiB")
        }
        let before = stored.count
        switch self {
        case .none: unsafe raw.withUnsafeBufferPointer { unsafe stored.append(contentsOf: $0) }
        case .lz4: try LZ4Block.compress(raw, isDense: false, into: &stored)
        case .lz4HighCompression: try LZ4Block.compress(raw, isDense: true, into: &stored)
        case .zlib: try stored.append(contentsOf: ZlibStream.compress(raw))
        }
        return stored.count - before
    }

    /// Appends `raw`, compressed, to `stored`.
    @discardableResult
    public func compress(_ raw: [UInt8], into stored: inout [UInt8]) throws(BlockCodecError) -> Int {
        try compress(raw.span, into: &stored)
    }

    /// The compressed form of `raw`.
    public func compress(_ raw: [UInt8]) throws(BlockCodecError) -> [UInt8] {
        var stored: [UInt8] = []
        try compress(raw.span, into: &stored)
        return stored
    }

    /// The raw bytes of `stored`, of which there must be exactly `rawByteCount`.
    ///
    /// - Parameter rawByteCount: capped by the caller to what its format allows, before it asks.
    public func decompress(_ stored: Span<UInt8>, rawByteCount: Int) throws(BlockCodecError) -> [UInt8] {
        var raw: [UInt8] = []
        try decompress(stored, rawByteCount: rawByteCount, into: &raw)
        return raw
    }

    /// Replaces `raw` by the raw bytes of `stored`, of which there must be exactly `rawByteCount`. Its memory is used again where it suffices; after
    /// an error its content is undefined.
    public func decompress(_ stored: Span<UInt8>, rawByteCount: Int, into raw: inout [UInt8]) throws(BlockCodecError) {
        try checkPlausible(rawByteCount, storedByteCount: stored.count)
        switch self {
        case .none:
            raw.removeAll(keepingCapacity: true)
            unsafe stored.withUnsafeBufferPointer { unsafe raw.append(contentsOf: $0) }
        case .lz4, .lz4HighCompression: try LZ4Block.decompress(stored, rawByteCount: rawByteCount, into: &raw)
        case .zlib: raw = try ZlibStream.decompress(stored, rawByteCount: rawByteCount)
        }
    }

    /// The raw bytes of `stored`, of which there must be exactly `rawByteCount`.
    public func decompress(_ stored: [UInt8], rawByteCount: Int) throws(BlockCodecError) -> [UInt8] {
        try decompress(stored.span, rawByteCount: rawByteCount)
    }

    /// The most raw bytes that one stored byte can stand for. LZ4: a byte of 255 lengthens a match by as much. Deflate: a match of 258 bytes
    /// takes two bits.
    private var maximumExpansion: Int {
        switch self {
        case .none: 1
        case .lz4, .lz4HighCompression: 255
        case .zlib: 1032
        }
    }

    private func checkPlausible(_ rawByteCount: Int, storedByteCount: Int) throws(BlockCodecError) {
        guard rawByteCount >= 0, rawByteCount <= Self.maximumByteCount, storedByteCount <= Self.maximumByteCount else {
            let sizes = "\(rawByteCount) bytes, \(storedByteCount) stored"
            throw BlockCodecError(code: .tooLarge, message: "a block of \(sizes), is beyond the codec's limit of 1 GiB")
        }
        let isPossible = self == .none ? rawByteCount == storedByteCount : rawByteCount <= storedByteCount * maximumExpansion
        guard isPossible else {
            let message = "\(storedByteCount) stored bytes cannot hold exactly \(rawByteCount) bytes (codec \(self))"
            throw BlockCodecError(code: .wrongRawByteCount, message: message)
        }
    }
}

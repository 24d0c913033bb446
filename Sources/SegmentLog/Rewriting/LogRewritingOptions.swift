public import BlockCodec

/// How sealed segments are stored again.
public struct LogRewritingOptions: Hashable, Sendable {
    /// How blocks are stored; a segment that is stored as densely already is left alone. `lz4HighCompression` reads as quickly as `lz4`, `zlib` is
    /// smaller and several times slower to read.
    public var codec = BlockCodec.lz4HighCompression
    /// Blocks are merged up to this many raw bytes: larger blocks are smaller together, and a single record costs more to read.
    public var blockByteCountTarget = 256 << 10
    /// A segment is replaced only if that saves at least this part of its length, in per cent.
    public var savingPercentMin = 5

    public init() {}

    /// Throws `invalidOption` for what the format cannot hold.
    func check(path: String) throws(LogError) {
        func require(_ condition: Bool, _ message: String) throws(LogError) {
            if !condition { throw LogError(.invalidOption, path: path, message: message) }
        }
        try require((1...LogLimits.maximumBlockByteCount).contains(blockByteCountTarget), "blocks need a target between 1 byte and 64 MiB")
        try require((0...99).contains(savingPercentMin), "the least saving lies between 0 and 99 per cent")
        try require(codec != .none, "sealed segments are rewritten to be smaller; choose a codec that compresses")
    }
}

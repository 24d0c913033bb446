public import BlockCodec

/// How sealed segments are stored again.
public struct LogRewritingOptions: Hashable, Sendable {
    /// How blocks are stored; a segment that is stored as densely already is left alone. On tracking events of 100 bytes and of 1 KiB `zlib` leaves 38 % of
    /// the records' bytes, `lz4HighCompression` 41 % (`lz4`, which the writer uses: 49 %), and is read ten times as quickly.
    public var codec = BlockCodec.zlib
    /// Blocks are merged up to this many raw bytes. Twice as many save 0.5 % more, and reading a single record costs twice as much.
    public var blockByteCountTarget = 128 << 10
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

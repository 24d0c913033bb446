/// Why a block could not be compressed or decompressed.
public struct BlockCodecError: Error, Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        /// The stored bytes are not what the codec writes.
        case malformed
        /// The stored bytes hold more or fewer raw bytes than was said.
        case wrongRawByteCount
        /// More than `BlockCodec.maximumByteCount` bytes.
        case tooLarge
        /// The codec's library failed for want of memory.
        case outOfMemory
    }

    public var code: Code
    /// For people: what happened, with the numbers.
    public var message: String

    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }
}

extension BlockCodecError: CustomStringConvertible {
    public var description: String { message }
}

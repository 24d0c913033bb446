/// Bytes that are not what their reader expects, with the place where it noticed.
public struct ByteDecodingError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Code: Hashable, Sendable {
        /// The bytes end inside a value.
        case truncated
        /// A varint is longer than ten bytes, or its value does not fit 64 bits.
        case varintOverflow
        /// A value that is well formed lies outside what its place allows.
        case valueOutOfRange
        /// Bytes are left after the last value.
        case trailingBytes
    }

    public var code: Code
    /// Where the value begins that could not be read, counted in bytes from the start of what is being read.
    public var offset: Int

    public init(code: Code, offset: Int) {
        self.code = code
        self.offset = offset
    }
}

extension ByteDecodingError: CustomStringConvertible {
    public var description: String {
        switch code {
        case .truncated: "the bytes end inside the value at byte \(offset)"
        case .varintOverflow: "the variable-length number at byte \(offset) does not fit 64 bits"
        case .valueOutOfRange: "the value at byte \(offset) is out of range"
        case .trailingBytes: "there are bytes left over from byte \(offset) on"
        }
    }
}

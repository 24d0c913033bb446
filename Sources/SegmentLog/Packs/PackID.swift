import ContentHashing

/// The name of a pack: the first 16 bytes of the SHA-256 of its footer. The same logs in the same files have the same name. Specification:
/// PackFormat, "Footer".
public struct PackID: Hashable, Sendable {
    private let value: LogID

    public static let byteCount = LogID.byteCount

    /// Reads 16 bytes.
    ///
    /// - Precondition: `bytes` holds exactly 16 bytes.
    public init(bytes: [UInt8]) { value = LogID(bytes: bytes) }

    init(footer: [UInt8]) { self.init(bytes: Array(SHA256.digest(footer).bytes.prefix(Self.byteCount))) }

    /// What a file's name says, `<32 lower-case hexadecimal digits>.pack`; nil for any other file.
    public init?(fileName: String) {
        guard fileName.hasSuffix(".pack"), let value = LogID(fileName.dropLast(5)), "\(value).pack" == fileName else { return nil }
        self.value = value
    }

    /// The 16 bytes, in order.
    public var bytes: [UInt8] { value.bytes }

    public var fileName: String { "\(self).pack" }
}

extension PackID: Comparable {
    /// Byte by byte.
    public static func < (left: PackID, right: PackID) -> Bool { left.value < right.value }
}

extension PackID: CustomStringConvertible {
    /// 32 lower-case hexadecimal digits.
    public var description: String { value.description }
}

/// The numbers that bound what a pack may hold. A length or count read from disk is compared with them, and with the file's length, before
/// anything is allocated. Specification: PackFormat, "Limits".
public enum PackLimits {
    /// The format version that this code writes.
    public static let formatVersion: UInt16 = 1
    /// The most logs of one pack.
    public static let maximumLogCount = 65_536
    /// The most files of one log.
    public static let maximumFileCountOfLog = 4096
    /// The longest footer, in bytes.
    public static let maximumFooterByteCount = 64 << 20
}

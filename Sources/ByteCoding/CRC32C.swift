import CByteKernels

/// The CRC-32 with Castagnoli's polynomial (RFC 3720, appendix B.4): finds every burst of errors up to 32 bits, and is no defence against
/// anyone who means harm.
///
/// Uses the CPU's own instruction where there is one.
public enum CRC32C {
    /// The checksum of `bytes`, continuing `seed`: `checksum(b, seed: checksum(a))` is the checksum of a followed by b.
    public static func checksum(_ bytes: Span<UInt8>, seed: UInt32 = 0) -> UInt32 {
        // The kernel reads exactly the buffer, and keeps no pointer to it.
        unsafe bytes.withUnsafeBytes { unsafe cairn_crc32c(seed, $0.baseAddress, $0.count) }
    }

    /// The checksum of `bytes`, continuing `seed`.
    public static func checksum(_ bytes: [UInt8], seed: UInt32 = 0) -> UInt32 {
        checksum(bytes.span, seed: seed)
    }

    /// The same by table, whatever the CPU offers.
    package static func portableChecksum(_ bytes: Span<UInt8>, seed: UInt32 = 0) -> UInt32 {
        unsafe bytes.withUnsafeBytes { unsafe cairn_crc32c_portable(seed, $0.baseAddress, $0.count) }
    }

    /// Whether the CPU's instruction is in use.
    package static var isAccelerated: Bool { cairn_crc32c_is_accelerated() }
}

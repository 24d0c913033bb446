import ByteCoding

/// The CRC-32C of `bytes` as it stands in a file.
func checksumBytes(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let checksum = CRC32C.checksum(Array(bytes))
    return (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
}

import ByteCoding

/// The checksums of one log: all but its segment headers' are seeded with its identity, so that no block passes for another log's.
struct LogChecksum: Hashable, Sendable {
    private let seed: UInt32

    init(_ logID: LogID) { seed = CRC32C.checksum(logID.bytes) }

    /// Of LogID ‖ bytes: block headers and footers.
    func callAsFunction(_ bytes: Span<UInt8>) -> UInt32 { CRC32C.checksum(bytes, seed: seed) }

    /// Of LogID ‖ first sequence number ‖ stored bytes: a block's payload.
    func payload(_ stored: Span<UInt8>, first: SequenceNumber) -> UInt32 {
        let number: [8 of UInt8] = InlineArray { UInt8(truncatingIfNeeded: first.rawValue >> (8 * UInt64($0))) }
        return CRC32C.checksum(stored, seed: CRC32C.checksum(number.span, seed: seed))
    }
}

import CByteKernels

/// SHA-256 (FIPS 180-4), over bytes that arrive in any number of pieces.
///
/// Uses the CPU's own instructions where there are any. A value type: a copy goes its own way, so a common beginning is hashed once.
public struct SHA256: Sendable {
    private var state = cairn_sha256()

    public init() { self.init(isPortable: false) }

    /// - Parameter isPortable: whether to keep to instructions that every CPU has.
    package init(isPortable: Bool) {
        // The kernel writes one structure, here and below, and keeps no pointer to it.
        unsafe cairn_sha256_start(&state, isPortable)
    }

    public mutating func update(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { buffer in unsafe update(buffer) }
    }

    public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

    /// - Parameter buffer: read during the call only.
    public mutating func update(_ buffer: UnsafeRawBufferPointer) {
        unsafe cairn_sha256_update(&state, buffer.baseAddress, buffer.count)
    }

    public mutating func update(_ byte: UInt8) {
        var byte = byte
        unsafe cairn_sha256_update(&state, &byte, 1)
    }

    /// The 32 bytes of `digest`.
    public mutating func update(_ digest: Digest) {
        var words = (digest.word0, digest.word1, digest.word2, digest.word3)
        // A tuple of four equal types lies in memory like an array of four.
        unsafe withUnsafePointer(to: &words) {
            unsafe $0.withMemoryRebound(to: UInt64.self, capacity: 4) {
                unsafe cairn_sha256_update_words(&state, $0, 4)
            }
        }
    }

    /// The digest of everything so far. The hash can go on afterwards.
    public func finalize() -> Digest {
        var copy = state
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        unsafe withUnsafeMutablePointer(to: &words) {
            unsafe $0.withMemoryRebound(to: UInt64.self, capacity: 4) {
                unsafe cairn_sha256_finish(&copy, $0)
            }
        }
        return Digest(words: words)
    }

    public static func digest(_ bytes: Span<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }

    public static func digest(_ bytes: [UInt8]) -> Digest { digest(bytes.span) }

    /// Whether the CPU's instructions are in use.
    package static var isAccelerated: Bool { cairn_sha256_is_accelerated() }
}

package import ContentHashing

/// How an identity follows from a name: SHA-256(domain ‖ 0x00 ‖ counter, 4 bytes little-endian ‖ name in UTF-8).
package enum NameDerivation {
    package static func digest(domain: String, name: String, counter: UInt32) -> Digest {
        var bytes = Array(domain.utf8)
        bytes.append(0)
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: counter >> shift)) }
        bytes += name.utf8
        return SHA256.digest(bytes)
    }
}

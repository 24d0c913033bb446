import ContentHashing

/// Where a new log's identity comes from. It stands in the header of the log's first segment. The log makes no randomness of its own.
public enum LogIdentity: Sendable {
    /// A log without a key: 16 random bytes.
    case random(LogID)
    /// A log with a key (Ed25519): the identity is derived from the 32 bytes of the public key and 32 random bytes, and the closure signs the
    /// first header's bytes up to the signature with the private key (64 bytes). It is called once, by `LogWriter.create`.
    case keyed(publicKey: [UInt8], randomBytes: [UInt8], signature: @Sendable ([UInt8]) throws -> [UInt8])

    /// The first 16 bytes of SHA-256("cairn-log-v1" ‖ public key ‖ random bytes).
    public static func derivedLogID(publicKey: [UInt8], randomBytes: [UInt8]) -> LogID {
        var hash = SHA256()
        hash.update(Array("cairn-log-v1".utf8))
        hash.update(publicKey)
        hash.update(randomBytes)
        return LogID(bytes: Array(hash.finalize().bytes.prefix(LogID.byteCount)))
    }
}

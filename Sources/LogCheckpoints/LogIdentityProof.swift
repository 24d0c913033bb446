package import SegmentLog

/// That a log belongs to a key: its LogID is derived from the public key and from random bytes, and both stand, signed, in the header of its
/// first segment. Nobody without the private key can start a log in a store's name.
package enum LogIdentityProof {
    /// The number of random bytes in a LogID's derivation.
    package static let randomByteCount = 32

    /// The identity of a new log of `key`'s store: every call gives another one.
    package static func makeIdentity(
        for key: StoreKey, using randomness: inout some RandomNumberGenerator
    ) -> (logID: LogID, identity: LogIdentity) {
        let randomBytes = StoreKey.bytes(count: randomByteCount, from: &randomness)
        let logID = LogIdentity.derivedLogID(publicKey: key.publicKey, randomBytes: randomBytes)
        let identity = LogIdentity.keyed(publicKey: key.publicKey, randomBytes: randomBytes, signature: { try key.sign($0) })
        return (logID, identity)
    }

    /// Checks the header of a log's first segment.
    ///
    /// - Parameter publicKey: whose log it has to be; nil when any key will do.
    /// - Returns: the public key that the log belongs to.
    @discardableResult
    package static func check(_ header: SegmentHeader, belongsTo publicKey: [UInt8]? = nil) throws(LogIdentityFault) -> [UInt8] {
        guard header.isSigned else { throw .unsigned }
        guard header.firstSequenceNumber == .zero, let origin = header.origin else { throw .notTheFirstSegment }
        guard publicKey == nil || publicKey == origin.publicKey else { throw .anotherKey }
        let derived = LogIdentity.derivedLogID(publicKey: origin.publicKey, randomBytes: origin.randomBytes)
        guard header.logID == derived, origin.randomBytes.count == randomByteCount else { throw .anotherLogID }
        // The signed bytes end with the two inputs, so a signature made for another origin fits no header.
        guard origin.signedBytes.suffix(64).elementsEqual(origin.publicKey + origin.randomBytes),
            StoreKey.isValid(signature: origin.signature, for: origin.signedBytes, publicKey: origin.publicKey)
        else { throw .invalidSignature }
        return origin.publicKey
    }
}

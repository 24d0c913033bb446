import LogCheckpoints
import Testing

@testable import SegmentLog

struct LogIdentityProofTests {
    /// A first header as `LogWriter` makes one, read back from its bytes.
    private func firstHeader(of key: StoreKey, label: [UInt8] = []) throws -> SegmentHeader {
        var randomness = SystemRandomNumberGenerator()
        let (logID, identity) = LogIdentityProof.makeIdentity(for: key, using: &randomness)
        guard case .keyed(let publicKey, let randomBytes, let signature) = identity else { fatalError("the identity has no key") }
        var header = SegmentHeader(logID: logID, label: label, isHashed: true, isSigned: true, alignment: .byte)
        let signed = header.signedBytes(publicKey: publicKey, randomBytes: randomBytes)
        header.origin = SignedOrigin(
            publicKey: publicKey, randomBytes: randomBytes, signature: try signature(signed), signedBytes: signed)
        return try readBack(header)
    }

    private func readBack(_ header: SegmentHeader) throws -> SegmentHeader {
        let bytes = header.encoded().bytes
        return try SegmentHeader.decode(bytes.span).header
    }

    @Test func aFirstHeaderShowsWhoseLogItIs() throws {
        try withDirectory { directory in
            let key = try StoreKey.create(at: directory + "/key")
            let header = try firstHeader(of: key, label: Array("tracking".utf8))
            #expect(try LogIdentityProof.check(header) == key.publicKey)
            #expect(try LogIdentityProof.check(header, belongsTo: key.publicKey) == key.publicKey)
        }
    }

    @Test func aLogThatWasWrittenBelongsToItsKey() throws {
        try withDirectory { directory in
            let key = try StoreKey.create(at: directory + "/key")
            var randomness = SystemRandomNumberGenerator()
            let (logID, identity) = LogIdentityProof.makeIdentity(for: key, using: &randomness)
            let storage = FileStorage()
            let writer = try LogWriter.create(in: directory + "/log", identity: identity, options: LogOptions(), storage: storage)
            _ = try writer.append([LogRecord(head: [1], body: [2])])
            try writer.close()
            let header = try LogReader(directory: directory + "/log", storage: storage).firstHeader
            #expect(writer.logID == logID)
            #expect(header.logID == logID)
            #expect(try LogIdentityProof.check(header, belongsTo: key.publicKey) == key.publicKey)
        }
    }

    @Test func eachLogOfAKeyHasAnotherIdentity() throws {
        try withDirectory { directory in
            let key = try StoreKey.create(at: directory + "/key")
            #expect(try firstHeader(of: key).logID != firstHeader(of: key).logID)
        }
    }

    @Test func anotherStoresLogIsNotOurs() throws {
        try withDirectory { directory in
            let ours = try StoreKey.create(at: directory + "/1")
            let header = try firstHeader(of: StoreKey.create(at: directory + "/2"))
            #expect(throws: LogIdentityFault.anotherKey) { try LogIdentityProof.check(header, belongsTo: ours.publicKey) }
        }
    }

    @Test func whatIsChangedInAHeaderIsNoticed() throws {
        try withDirectory { directory in
            let key = try StoreKey.create(at: directory + "/key")
            let honest = try firstHeader(of: key)
            let origin = try #require(honest.origin)
            func fault(_ change: (inout SegmentHeader) -> Void) -> LogIdentityFault? {
                var header = honest
                change(&header)
                do {
                    try LogIdentityProof.check(header)
                    return nil
                } catch {
                    return error
                }
            }
            #expect(fault { $0.isSigned = false } == .unsigned)
            #expect(fault { $0.origin = nil } == .notTheFirstSegment)
            #expect(fault { $0.firstSequenceNumber = SequenceNumber(1) } == .notTheFirstSegment)
            #expect(fault { $0.logID = LogID(high: 1, low: 2) } == .anotherLogID)
            #expect(fault { $0.origin?.randomBytes[0] ^= 1 } == .anotherLogID)
            #expect(fault { $0.origin?.signature[63] ^= 1 } == .invalidSignature)
            #expect(fault { $0.origin?.signedBytes[20] ^= 1 } == .invalidSignature)
            #expect(fault { $0.origin?.signedBytes = Array(origin.signedBytes.dropLast()) } == .invalidSignature)
        }
    }

    /// A label cannot be exchanged on a signed log: the header's own bytes are what was signed.
    @Test func anotherLabelNeedsAnotherSignature() throws {
        try withDirectory { directory in
            let key = try StoreKey.create(at: directory + "/key")
            var header = try firstHeader(of: key, label: Array("tracking".utf8))
            header.label = Array("registry".utf8)
            let read = try readBack(header)
            #expect(throws: LogIdentityFault.invalidSignature) { try LogIdentityProof.check(read) }
        }
    }
}

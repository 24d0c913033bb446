import ContentHashing
import Testing

struct SHA256Tests {
    /// FIPS 180-4's examples and NIST's long one.
    static let vectors: [(text: String, digest: String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ]

    static func digest(_ bytes: [UInt8], isPortable: Bool) -> Digest {
        var hash = SHA256(isPortable: isPortable)
        hash.update(bytes)
        return hash.finalize()
    }

    @Test(arguments: vectors.indices, [false, true])
    func agreesWithTheStandard(_ index: Int, isPortable: Bool) {
        let (text, digest) = Self.vectors[index]
        #expect(Self.digest(Array(text.utf8), isPortable: isPortable).description == digest)
    }

    @Test func theInstructionsAndThePortableCodeAgreeOnEveryLength() {
        let bytes = (0..<400).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 5) }
        for length in 0...400 {
            let part = Array(bytes.prefix(length))
            #expect(Self.digest(part, isPortable: false) == Self.digest(part, isPortable: true), "length \(length)")
        }
    }

    @Test func piecesDoNotMatter() {
        let bytes = (0..<200).map { UInt8($0) }
        let whole = SHA256.digest(bytes)
        for cut in 0...bytes.count {
            var hash = SHA256()
            hash.update(Array(bytes[..<cut]))
            bytes[cut...].withUnsafeBytes { hash.update($0) }
            #expect(hash.finalize() == whole, "cut at \(cut)")
        }
        var bytewise = SHA256()
        for byte in bytes { bytewise.update(byte) }
        #expect(bytewise.finalize() == whole)
    }

    @Test func aDigestIsHashedAsItsBytes() {
        let digest = SHA256.digest([42])
        for filled in [0, 1, 33, 63] {
            var words = SHA256()
            words.update([UInt8](repeating: 7, count: filled))
            var bytes = words
            words.update(digest)
            bytes.update(digest.bytes)
            #expect(words.finalize() == bytes.finalize(), "\(filled) bytes before")
        }
    }

    @Test func aCopyGoesItsOwnWayAndFinalizingEndsNothing() {
        var first = SHA256()
        first.update([1])
        let copy = first
        _ = first.finalize()
        first.update([2])
        #expect(first.finalize() == SHA256.digest([1, 2]))
        #expect(copy.finalize() == SHA256.digest([1]))
    }
}

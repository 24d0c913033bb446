import Testing

@testable import LogCheckpoints

/// Whatever bytes come, the parsers answer; and what they take for a note, a checkpoint, a proof or a key they write back byte for byte.
struct HostileBytesTests {
    private static let key = "cairn/log/6292dabc70356df7631745216bc12305+42461cad+ATNSbBWVz0zrOzdJsNFh+RvvwLhAyAvtYbvEwQ9Zg3qP"
    private static let proof = """
        c2sp.org/tlog-proof@v1
        extra AAEC
        index 1
        2oI5T2jtXytjGmkqEoEsWChnF0EGA1rIwOZuezr0YME=
        neWz2FFVHcL5Umd9HCrp3myb2Q0mPeZgPiwPeooAOsY=

        cairn/log/6292dabc70356df7631745216bc12305
        3
        7ffQGmliS+MpPx82IQCOFW8Xa8sGLwzmEj59rcE3BUU=
        more

        \u{2014} witness.example/w AAAAAQIDBAUG
        \u{2014} cairn/log/6292dabc70356df7631745216bc12305 AAAAAQIDBAUGBwgJ

        """

    @Test(arguments: 0..<UInt64(8))
    func changedBytesAreRefusedOrComeBack(_ seed: UInt64) throws {
        var random = CountingRandom(state: seed)
        let proof = Array(Self.proof.utf8)
        let checkpoint = try RecordProof(decoding: proof).checkpoint.bytes
        let update = Array("old 2\nneWz2FFVHcL5Umd9HCrp3myb2Q0mPeZgPiwPeooAOsY=\n\n".utf8) + checkpoint
        let originals = [proof, checkpoint, update]
        var read = 0
        for _ in 0..<2_000 {
            let bytes = Self.changed(originals[Int(random.next(upperBound: 3 as UInt64))], &random)
            if let found = try? RecordProof(decoding: bytes) {
                #expect(found.bytes == bytes)
                read += 1
            }
            if let found = try? SignedCheckpoint(decoding: bytes) {
                #expect(found.bytes == bytes && Array(found.checkpoint.text.utf8) == Array(found.note.text.utf8))
                read += 1
            }
            if let found = try? CheckpointUpdate(decoding: bytes) {
                #expect(found.bytes == bytes)
                read += 1
            }
            if let found = try? SignedNote(decoding: bytes) { #expect(found.bytes == bytes) }
            if let found = try? Checkpoint(decoding: bytes) { #expect(Array(found.text.utf8) == bytes) }
            let text = String(decoding: Self.changed(Array(Self.key.utf8), &random), as: UTF8.self)
            if let found = try? VerifierKey(text) { #expect(found.description == text) }
        }
        #expect(read > 0, "some changes leave a well-formed text")
    }

    /// One to four changes: a byte replaced, a piece removed, a piece put in again elsewhere.
    private static func changed(_ original: [UInt8], _ random: inout CountingRandom) -> [UInt8] {
        let alphabet = Array("\n\n 019+/=Aaz\u{2014}\u{0}".utf8)
        var bytes = original
        for _ in 0...random.next(upperBound: 4 as UInt64) {
            guard !bytes.isEmpty else { break }
            let place = Int(random.next(upperBound: UInt64(bytes.count)))
            let end = min(bytes.count, place + Int(random.next(upperBound: 60 as UInt64)))
            switch random.next(upperBound: 5 as UInt64) {
            case 0: bytes[place] = alphabet[Int(random.next(upperBound: UInt64(alphabet.count)))]
            case 1: bytes[place] ^= 1 << UInt8(random.next(upperBound: 8 as UInt64))
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: Int(random.next(upperBound: UInt64(bytes.count))))
            default: bytes.insert(alphabet[Int(random.next(upperBound: UInt64(alphabet.count)))], at: place)
            }
        }
        return bytes
    }
}

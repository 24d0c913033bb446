import Testing

@testable import LogCheckpoints

/// Notes and verifier keys by the letter of C2SP signed-note.
struct SignedNoteTests {
    /// The specification's own example.
    private static let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    private static let note = """
        This is an example message.

        \u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """

    private func read(_ text: String) -> NoteDecodingError? {
        do {
            _ = try SignedNote(decoding: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func theSpecificationsExampleIsVerified() throws {
        let key = try VerifierKey(Self.key)
        #expect(key.name == "example.com/foo" && key.keyID == 0x530d_903a)
        #expect(key.description == Self.key)
        let note = try SignedNote(decoding: Array(Self.note.utf8))
        #expect(try note.verify([key]) == [key])
        #expect(note.text == "This is an example message.\n")
        #expect(note.bytes == Array(Self.note.utf8))
    }

    @Test func everyFlippedBitOfANoteIsNoticed() throws {
        let key = try VerifierKey(Self.key)
        let bytes = Array(Self.note.utf8)
        for bit in 0..<(8 * bytes.count) {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let note = try? SignedNote(decoding: changed) else { continue }
            #expect((try? note.verify([key])) == nil, "bit \(bit)")
        }
    }

    @Test func everyCutNoteIsRefused() throws {
        let bytes = Array(Self.note.utf8)
        for length in 0..<bytes.count { #expect((try? SignedNote(decoding: Array(bytes.prefix(length)))) == nil, "\(length) bytes") }
    }

    @Test func everyFlippedBitOfAVerifierKeyIsNoticed() throws {
        let bytes = Array(Self.key.utf8)
        for bit in 0..<(8 * bytes.count) {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let text = String(validating: changed, as: UTF8.self) else { continue }
            #expect((try? VerifierKey(text)) == nil, "\(text)")
        }
    }

    @Test func signaturesOfUnknownKeysAreKeptAndIgnored() throws {
        let other = "\u{2014} witness.example/w AAAAAQIDBAUGBwgJ\n"
        let note = try SignedNote(decoding: Array((Self.note + other).utf8))
        #expect(note.signatures.map(\.name) == ["example.com/foo", "witness.example/w"])
        #expect(try note.verify([VerifierKey(Self.key)]).count == 1)
        #expect(note.bytes == Array((Self.note + other).utf8))
        let another = try #require(VerifierKey(name: "example.com/foo", publicKey: [UInt8](repeating: 7, count: 32)))
        #expect(throws: NoteVerificationError.unsigned(names: ["example.com/foo", "witness.example/w"])) { try note.verify([another]) }
    }

    /// The name and the ID of a known key, and somebody else's signature: the whole note is rejected, whoever else signed.
    @Test func aForgedSignatureOfAKnownKeySpoilsTheNote() throws {
        let forged = "\u{2014} example.com/foo " + Base64.text(of: [0x53, 0x0d, 0x90, 0x3a] + [UInt8](repeating: 1, count: 64)) + "\n"
        let note = try SignedNote(decoding: Array((Self.note + forged).utf8))
        #expect(throws: NoteVerificationError.invalidSignature(name: "example.com/foo")) { try note.verify([VerifierKey(Self.key)]) }
    }

    @Test func aNoteMayHaveEmptyLinesAndOddText() throws {
        try withDirectory { directory in
            let key = try StoreKey.create(at: directory + "/key")
            let text = "ed è subito sera.\n\n\n\u{2014} not a signature\n\nlast\n"
            let note = try SignedNote(signing: text, with: key, named: "example.com/poem")
            let read = try SignedNote(decoding: note.bytes)
            #expect(read == note && read.text == text)
            try read.verify([try #require(VerifierKey(name: "example.com/poem", publicKey: key.publicKey))])
        }
    }

    @Test func malformedNotesAreRefusedWithTheirPlace() {
        let signature = "\u{2014} a AAAAAQI=\n"
        #expect(read("x\n\n" + signature) == nil)
        #expect(read("x\n\n" + signature + "y\n")?.byteOffset == 3 + signature.utf8.count)
        #expect(read("x\n\n" + signature.dropLast())?.byteOffset == 3)
        #expect(read("x\r\n\n" + signature)?.byteOffset == 1)
        #expect(read("x\n" + signature)?.byteOffset == 0)
        for line in [
            "- a AAAAAQI=", "\u{2014}a AAAAAQI=", "\u{2014} a", "\u{2014} a ", "\u{2014}  AAAAAQI=", "\u{2014} a+b AAAAAQI=",
            "\u{2014} a\u{a0}b AAAAAQI=", "\u{2014} a AAAAAQ==", "\u{2014} a AAAAAQJ=", "\u{2014} a AAAAAQI", "\u{2014} a AAAAAQI= ",
            "\u{2014} a AAAA AQI=", "\u{2014} a AAAAAQI=\u{7f}", "",
        ] {
            #expect(read("x\n\n" + line + "\n") != nil, "\(line)")
        }
        #expect((try? SignedNote(decoding: Array("x\n\n".utf8) + [0xff, 0x0a])) == nil)
        #expect((try? SignedNote(decoding: [])) == nil)
    }

    /// What is announced by length alone costs nothing: more than the limits are refused, as much as they allow is read.
    @Test func tooMuchIsRefused() throws {
        let line = "\u{2014} a " + Base64.text(of: [UInt8](repeating: 3, count: 1000)) + "\n"
        #expect(read("x\n\n" + String(repeating: line, count: SignedNote.signatureCountMax)) == nil)
        #expect(read("x\n\n" + String(repeating: line, count: SignedNote.signatureCountMax + 1)) != nil)
        let long = String(repeating: "x", count: SignedNote.byteCountMax)
        #expect(read(long + "\n\n" + line)?.byteOffset == SignedNote.byteCountMax)
        #expect((try? VerifierKey(long + "+00000000+AAAA")) == nil)
    }

    @Test(arguments: ["", "a b", "a+b", "a\tb", "a\u{2028}b", "a\u{3000}", "\u{1}"])
    func namesThatMayNotStandInANoteMakeNoKey(_ name: String) {
        #expect(VerifierKey(name: name, publicKey: [UInt8](repeating: 1, count: 32)) == nil)
    }

    @Test(arguments: [
        "", "+", "++", "a+00000000", "a+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
    ])
    func malformedVerifierKeysAreRefused(_ text: String) {
        #expect(throws: NoteDecodingError.self) { try VerifierKey(text) }
    }

    @Test func base64IsThatOfTheStandardAndNothingElse() {
        for (text, bytes) in Self.vectors {
            #expect(Base64.text(of: Array(bytes.utf8)) == text)
            #expect(Base64.bytes(of: Array(text.utf8)[...]) == Array(bytes.utf8))
        }
        for text in ["Z", "Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm9v\n", " Zm9", "Zm-_", "Zm9vZg=A"] {
            #expect(Base64.bytes(of: Array(text.utf8)[...]) == nil, "\(text)")
        }
        for length in 0..<70 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }
            #expect(Base64.bytes(of: Array(Base64.text(of: bytes).utf8)[...]) == bytes)
        }
    }

    private static let vectors = [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"),
    ]
}

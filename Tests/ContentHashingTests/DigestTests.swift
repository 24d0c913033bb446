import ByteCoding
import ContentHashing
import Testing

struct DigestTests {
    @Test func bytesAndTextRoundTrip() {
        let digest = Digest(bytes: [UInt8](1...32))
        #expect(digest.bytes == [UInt8](1...32))
        #expect(digest.description == "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20")
        #expect(Digest(digest.description) == digest)
        #expect(Digest(digest.description.uppercased()) == digest)
    }

    @Test(arguments: ["", "00", String(repeating: "0", count: 62), String(repeating: "0", count: 66), String(repeating: "g", count: 64)])
    func otherTextIsNoDigest(_ text: String) { #expect(Digest(text) == nil) }

    @Test(arguments: 0..<32) func orderIsThatOfTheBytes(_ place: Int) {
        var raised = [UInt8](repeating: 0x7f, count: 32)
        raised[place] = 0x80
        for later in (place + 1)..<33 where later < 32 { raised[later] = 0 }
        #expect(Digest(bytes: [UInt8](repeating: 0x7f, count: 32)) < Digest(bytes: raised))
    }

    @Test func zeroIsZeroBytes() { #expect(Digest.zero.bytes == [UInt8](repeating: 0, count: 32)) }

    @Test func writersAndReadersAgree() throws {
        var writer = ByteWriter()
        let digest = SHA256.digest([1, 2, 3])
        writer.append(digest)
        var reader = ByteReader(writer.bytes.span)
        let read = try reader.readDigest()
        #expect(read == digest)
        try reader.requireEnd()
    }
}

import ByteCoding
import Testing

struct HexadecimalTests {
    @Test func everyByteRoundTripsInEitherCase() {
        let all = [UInt8](0...255)
        let text = Hexadecimal.text(of: all)
        #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
        #expect(Hexadecimal.bytes(of: text) == all)
        #expect(Hexadecimal.bytes(of: text.uppercased()) == all)
    }

    @Test(arguments: ["0", "abc", "0g", "0x00", " 00", "00 ", "é0", "－1"])
    func anythingElseIsRefused(_ text: String) {
        #expect(Hexadecimal.bytes(of: text) == nil)
    }

    @Test func noTextIsNoBytes() { #expect(Hexadecimal.bytes(of: "") == []) }
}

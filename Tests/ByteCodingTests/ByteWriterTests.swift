import ByteCoding
import Testing

struct ByteWriterTests {
    @Test func fixedWidthsAreLittleEndian() {
        var writer = ByteWriter(reservingByteCount: 15)
        writer.appendUInt8(0x01)
        writer.appendUInt16(0x0302)
        writer.appendUInt32(0x0706_0504)
        writer.appendUInt64(0x0f0e_0d0c_0b0a_0908)
        #expect(writer.bytes == [UInt8](1...15))
        #expect(writer.count == 15)
    }

    @Test(
        arguments: [
            (UInt64(0), [0]), (1, [1]), (127, [0x7f]), (128, [0x80, 1]), (300, [0xac, 2]), (16_383, [0xff, 0x7f]),
            (16_384, [0x80, 0x80, 1]),
            (.max, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]),
        ] as [(UInt64, [UInt8])])
    func varintsAreShortest(_ value: UInt64, _ bytes: [UInt8]) {
        var writer = ByteWriter()
        writer.appendVarint(value)
        #expect(writer.bytes == bytes)
    }

    @Test(arguments: [(Int64(0), [0]), (-1, [1]), (1, [2]), (-2, [3]), (63, [0x7e]), (-64, [0x7f])] as [(Int64, [UInt8])])
    func zigZagKeepsSmallMagnitudesShort(_ value: Int64, _ bytes: [UInt8]) {
        var writer = ByteWriter()
        writer.appendZigZag(value)
        #expect(writer.bytes == bytes)
    }

    @Test func overwritingTouchesOnlyItsOwnBytes() {
        var writer = ByteWriter()
        writer.append(contentsOf: [UInt8](repeating: 0xee, count: 14))
        writer.overwriteUInt32(0x0403_0201, at: 1)
        writer.overwriteUInt64(0x0807_0605_0403_0201, at: 5)
        #expect(writer.bytes == [0xee, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 0xee])
    }

    @Test func spansAndArraysAreCopiedAlike() {
        var arrays = ByteWriter()
        var spans = ByteWriter()
        let bytes: [UInt8] = [9, 8, 7]
        arrays.append(contentsOf: bytes)
        arrays.append(contentsOf: bytes[1...])
        arrays.appendLengthPrefixed(bytes)
        spans.append(bytes.span)
        spans.append(bytes.span.extracting(1..<3))
        spans.appendLengthPrefixed(bytes.span)
        #expect(arrays.bytes == [9, 8, 7, 8, 7, 3, 9, 8, 7])
        #expect(spans.bytes == arrays.bytes)
    }
}

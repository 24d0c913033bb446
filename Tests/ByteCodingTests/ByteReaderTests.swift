import ByteCoding
import Testing

struct ByteReaderTests {
    /// One of everything.
    static let sample: [UInt8] = {
        var writer = ByteWriter()
        writer.appendUInt8(0xfe)
        writer.appendUInt16(0xfedc)
        writer.appendUInt32(0xfedc_ba98)
        writer.appendUInt64(0xfedc_ba98_7654_3210)
        writer.appendVarint(.max)
        writer.appendZigZag(.min)
        writer.append(contentsOf: [1, 2, 3])
        writer.appendLengthPrefixed([4, 5, 6, 7])
        return writer.bytes
    }()

    static func readSample(_ bytes: [UInt8]) throws(ByteDecodingError) {
        var reader = ByteReader(bytes.span)
        let small = (try reader.readUInt8(), try reader.readUInt16(), try reader.readUInt32(), try reader.readUInt64())
        #expect(small == (0xfe, 0xfedc, 0xfedc_ba98, 0xfedc_ba98_7654_3210))
        let variable = (try reader.readVarint(), try reader.readZigZag())
        #expect(variable == (.max, .min))
        let fixed = try reader.read(count: 3)
        #expect(fixed == [1, 2, 3])
        let prefixed = try reader.readLengthPrefixed()
        #expect(prefixed == [4, 5, 6, 7])
        try reader.requireEnd()
    }

    @Test func whatIsWrittenIsRead() throws { try Self.readSample(Self.sample) }

    /// The error names the place where the value begins that the cut went through.
    @Test(arguments: 0..<sample.count) func everyTruncationIsAnErrorAtTheValueItCuts(_ length: Int) {
        let begins = [0, 1, 3, 7, 15, 25, 35, 38]
        let expected = begins.last { $0 <= length }!
        #expect(throws: ByteDecodingError(code: .truncated, offset: expected)) {
            try Self.readSample(Array(Self.sample.prefix(length)))
        }
    }

    @Test func bytesLeftOverAreAnError() {
        #expect(throws: ByteDecodingError(code: .trailingBytes, offset: Self.sample.count)) {
            try Self.readSample(Self.sample + [0])
        }
    }

    @Test(arguments: [UInt64(0), 1, 127, 128, 16_383, 16_384, 1 << 35, 1 << 63, .max - 1, .max] + (0..<64).map { 1 << $0 })
    func varintsRoundTrip(_ value: UInt64) throws {
        var writer = ByteWriter()
        writer.appendVarint(value)
        writer.appendZigZag(Int64(bitPattern: value))
        var reader = ByteReader(writer.bytes.span)
        let varint = try reader.readVarint()
        let zigZag = try reader.readZigZag()
        #expect(varint == value)
        #expect(zigZag == Int64(bitPattern: value))
        try reader.requireEnd()
    }

    @Test(arguments: [
        [UInt8](repeating: 0xff, count: 9) + [2],  // 2^64
        [UInt8](repeating: 0x80, count: 10) + [0],  // eleven bytes
        [UInt8](repeating: 0xff, count: 10),
        [UInt8](repeating: 0xff, count: 1000),
    ])
    func varintsBeyond64BitsAreRefused(_ bytes: [UInt8]) {
        #expect(throws: ByteDecodingError(code: .varintOverflow, offset: 0)) {
            var reader = ByteReader(bytes.span)
            _ = try reader.readVarint()
        }
    }

    @Test(arguments: [UInt64(5), UInt64(Int.max), UInt64(Int.max) + 1, .max])
    func aLengthBeyondTheBytesNeitherTrapsNorAllocates(_ length: UInt64) {
        var writer = ByteWriter()
        writer.appendVarint(length)
        writer.append(contentsOf: [1, 2, 3, 4])
        #expect(throws: ByteDecodingError(code: .truncated, offset: 0)) {
            var reader = ByteReader(writer.bytes.span)
            _ = try reader.readLengthPrefixed()
        }
    }

    @Test func aNegativeCountIsRefused() {
        #expect(throws: ByteDecodingError(code: .valueOutOfRange, offset: 0)) {
            var reader = ByteReader([1, 2].span)
            try reader.skip(count: -1)
        }
    }

    @Test func afterAnErrorTheReaderStandsWhereItStood() throws {
        var reader = ByteReader([7, 0xff].span)
        try reader.skip(count: 1)
        do {
            _ = try reader.readVarint()
            Issue.record("a cut varint was read")
        } catch {
            #expect(error == ByteDecodingError(code: .truncated, offset: 1))
        }
        let last = try reader.readUInt8()
        #expect(last == 0xff)
    }

    @Test func offsetsCountFromTheBase() {
        #expect(throws: ByteDecodingError(code: .truncated, offset: 1001)) {
            var reader = ByteReader([7].span, baseOffset: 1000)
            try reader.skip(count: 1)
            _ = try reader.readUInt8()
        }
    }

    @Test func spansLieInTheBytesThatWereGiven() throws {
        let bytes: [UInt8] = [1, 2, 3, 2, 8, 9]
        var reader = ByteReader(bytes.span)
        let first = try reader.readSpan(count: 3)
        let second = try reader.readLengthPrefixedSpan()
        let copies = ([UInt8](copying: first), [UInt8](copying: second))
        #expect(copies == ([1, 2, 3], [8, 9]))
    }

    @Test func everyErrorSaysWhere() {
        for code in [ByteDecodingError.Code.truncated, .varintOverflow, .valueOutOfRange, .trailingBytes] {
            #expect(ByteDecodingError(code: code, offset: 4711).description.contains("byte 4711"))
        }
    }
}

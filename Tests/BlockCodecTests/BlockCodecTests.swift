import BlockCodec
import Testing

struct BlockCodecTests {
    static let samples: [[UInt8]] = [
        [], [0], [0xff, 0],
        [UInt8](repeating: 7, count: 65_536),
        [UInt8](repeating: 0, count: 300_000),
        (0..<70_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) },
        Array(String(repeating: "loss 0.125 step 42 epoch 3; ", count: 2_000).utf8),
    ]

    static let text = samples[6]

    @Test func rawValuesNeverChange() {
        #expect(BlockCodec.allCases.map(\.rawValue) == [0, 1, 2, 3])
        #expect(BlockCodec(rawValue: 4) == nil)
    }

    @Test(arguments: BlockCodec.allCases, samples.indices)
    func everythingRoundTrips(_ codec: BlockCodec, _ index: Int) throws {
        let raw = Self.samples[index]
        let stored = try codec.compress(raw)
        #expect(try codec.decompress(stored, rawByteCount: raw.count) == raw)
        #expect(try codec.decompress(stored.span, rawByteCount: raw.count) == raw)
    }

    @Test(arguments: BlockCodec.allCases) func compressingAppends(_ codec: BlockCodec) throws {
        var stored: [UInt8] = [1, 2, 3]
        let count = try codec.compress(Self.text, into: &stored)
        #expect(stored.prefix(3) == [1, 2, 3])
        #expect(stored.count == 3 + count)
        #expect(try codec.decompress(Array(stored.dropFirst(3)), rawByteCount: Self.text.count) == Self.text)
    }

    @Test func theHighCompressionFormIsReadLikeLZ4() throws {
        let stored = try BlockCodec.lz4HighCompression.compress(Self.text)
        #expect(try BlockCodec.lz4.decompress(stored, rawByteCount: Self.text.count) == Self.text)
    }

    @Test(arguments: [BlockCodec.lz4, .lz4HighCompression, .zlib]) func textGetsSmaller(_ codec: BlockCodec) throws {
        #expect(try codec.compress(Self.text).count < Self.text.count / 20)
    }

    /// RFC 1950: CMF 0x78 (deflate, 32-KiB window), and a header that is a multiple of 31.
    @Test func zlibWritesZlibStreams() throws {
        let stored = try BlockCodec.zlib.compress(Self.text)
        #expect(stored[0] == 0x78)
        #expect((Int(stored[0]) * 256 + Int(stored[1])) % 31 == 0)
    }

    @Test(arguments: BlockCodec.allCases, [-1, 1, -1_000, 1_000])
    func anotherLengthThanTheRawOneIsAnError(_ codec: BlockCodec, _ difference: Int) throws {
        let stored = try codec.compress(Self.text)
        #expect(throws: BlockCodecError.self) {
            try codec.decompress(stored, rawByteCount: Self.text.count + difference)
        }
    }

    @Test(arguments: BlockCodec.allCases) func everyTruncationIsAnError(_ codec: BlockCodec) throws {
        let raw = Array(Self.samples[5].prefix(700)) + Self.text.prefix(700)
        let stored = try codec.compress(raw)
        for length in 0..<stored.count {
            #expect(throws: BlockCodecError.self, "\(length) of \(stored.count) bytes") {
                try codec.decompress(Array(stored.prefix(length)), rawByteCount: raw.count)
            }
        }
    }

    @Test(arguments: BlockCodec.allCases) func bytesBehindTheEndAreAnError(_ codec: BlockCodec) throws {
        let stored = try codec.compress(Self.text)
        #expect(throws: BlockCodecError.self) { try codec.decompress(stored + [0], rawByteCount: Self.text.count) }
    }

    /// Whatever the bytes say: either exactly that many raw bytes, or an error; never a trap, never a write elsewhere.
    @Test(arguments: [BlockCodec.lz4, .lz4HighCompression, .zlib]) func garbageNeverTraps(_ codec: BlockCodec) throws {
        var random = SeededRandom(state: 7)
        let honest = try codec.compress(Self.text)
        for round in 0..<2_000 {
            var stored = round % 2 == 0 ? honest : random.bytes(count: Int.random(in: 0...200, using: &random))
            if !stored.isEmpty { stored[Int.random(in: stored.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random) }
            let count = round % 4 == 0 ? Self.text.count : Int.random(in: 0...5_000, using: &random)
            if let raw = try? codec.decompress(stored, rawByteCount: count) { #expect(raw.count == count) }
        }
    }

    @Test(arguments: BlockCodec.allCases, [-1, Int.min, 1 << 20, BlockCodec.maximumByteCount, Int.max])
    func anImpossibleLengthIsRefusedBeforeItAllocates(_ codec: BlockCodec, _ rawByteCount: Int) {
        #expect(throws: BlockCodecError.self) { try codec.decompress([1, 2, 3, 4], rawByteCount: rawByteCount) }
    }

    @Test func errorsSayWhichKindTheyAre() {
        #expect(throws: BlockCodecError(code: .wrongRawByteCount, message: "2 stored bytes cannot hold exactly 3 bytes (codec none)")) {
            try BlockCodec.none.decompress([1, 2], rawByteCount: 3)
        }
        let malformed = #expect(throws: BlockCodecError.self) { try BlockCodec.zlib.decompress([1, 2, 3, 4], rawByteCount: 3) }
        #expect(malformed?.code == .malformed)
    }
}

/// SplitMix64: the same garbage in every run.
private struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}

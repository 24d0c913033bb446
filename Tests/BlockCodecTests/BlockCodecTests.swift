import BlockCodec
import Testing

struct BlockCodecTests {
    @Test func rawValuesNeverChange() {
        #expect(BlockCodec.allCases.map(\.rawValue) == [0, 1, 2, 3])
        #expect(BlockCodec(rawValue: 4) == nil)
    }
}

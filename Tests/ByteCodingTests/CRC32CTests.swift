import ByteCoding
import Testing

struct CRC32CTests {
    /// RFC 3720, appendix B.4, and the check value of the CRC catalogue.
    static let vectors: [(bytes: [UInt8], checksum: UInt32)] = [
        ([], 0),
        (Array("123456789".utf8), 0xe306_9283),
        ([UInt8](repeating: 0, count: 32), 0x8a91_36aa),
        ([UInt8](repeating: 0xff, count: 32), 0x62a8_ab43),
        ([UInt8](0..<32), 0x46dd_794e),
        ((0..<32).reversed(), 0x113f_db5c),
        (
            [1, 0xc0] + [UInt8](repeating: 0, count: 14)
                + [0x14, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0x14, 0, 0, 0, 0x18, 0x28, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0],
            0xd996_3a56
        ),
    ]

    @Test(arguments: vectors.indices) func agreesWithTheStandard(_ index: Int) {
        let (bytes, checksum) = Self.vectors[index]
        #expect(CRC32C.checksum(bytes) == checksum)
        #expect(CRC32C.portableChecksum(bytes.span) == checksum)
    }

    /// Lengths around every change of stride: single bytes, words, three short streams, three long ones.
    @Test func theInstructionAndTheTablesAgree() {
        let bytes = (0..<40_000).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) }
        let lengths = Array(0...800) + [12_287, 12_288, 12_289, 13_055, 13_056, 13_057, 24_576, 25_353, 40_000]
        for length in lengths {
            let part = bytes.suffix(length)
            let table = CRC32C.portableChecksum(Array(part).span, seed: 0xdead_beef)
            #expect(CRC32C.checksum(Array(part), seed: 0xdead_beef) == table, "length \(length)")
        }
    }

    @Test func aSeedContinuesWhatCameBefore() {
        let bytes = [UInt8](0...255)
        let whole = CRC32C.checksum(bytes)
        for cut in 0...bytes.count {
            let first = CRC32C.checksum(Array(bytes[..<cut]))
            #expect(CRC32C.checksum(Array(bytes[cut...]), seed: first) == whole, "cut at \(cut)")
        }
    }

    @Test func everyFlippedBitIsFound() {
        let bytes = (0..<100).map { UInt8($0) }
        let checksum = CRC32C.checksum(bytes)
        for bit in 0..<(8 * bytes.count) {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << (bit % 8)
            #expect(CRC32C.checksum(damaged) != checksum, "bit \(bit)")
        }
    }
}

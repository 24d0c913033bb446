/// What the bytes of an intact segment are part of, read from its fields where FileFormat says they are.
struct SegmentRegions {
    private let headerEnd: Int
    private var blocks: [(bytes: Range<Int>, records: Range<Int>, watermark: Int)] = []
    private let all: Range<Int>

    /// - Parameter endsAt: the number of records in the log.
    init(_ bytes: [UInt8], endsAt recordCount: Int) {
        func number(_ offset: Int, _ count: Int) -> Int { (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) } }
        let alignment = [1, 512, 4096][number(10, 2) >> 2]
        func roundedUp(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }
        headerEnd = roundedUp(number(12, 4))
        var offset = headerEnd
        while offset + 52 <= bytes.count, Array(bytes[offset..<(offset + 4)]) == [0xC3, 0x42, 0x4C, 0x4B] {
            let end = roundedUp(offset + 52 + number(offset + 8, 4))
            let first = number(offset + 24, 8)
            blocks.append((offset..<end, first..<(first + number(offset + 20, 4)), number(offset + 32, 8)))
            offset = end
        }
        all = number(32, 8)..<(blocks.last?.records.upperBound ?? recordCount)
    }

    var blockOffsets: [Int] { blocks.map(\.bytes.lowerBound) }

    /// The records that may be lost with this byte: the segment's for its header, the block's for a block, none for the footer.
    func records(of index: Int) -> Range<Int> {
        if index < headerEnd { return all }
        return blocks.first { $0.bytes.contains(index) }?.records ?? 0..<0
    }

    /// Every record before it is durable by the word of a header that this byte is no part of.
    func watermark(without index: Int) -> Int {
        if index < headerEnd { return all.lowerBound }
        return blocks.filter { !$0.bytes.contains(index) }.reduce(all.lowerBound) { max($0, $1.watermark) }
    }

    /// Whether an offset names the part that this byte belongs to.
    func names(_ index: UInt64, by offset: UInt64) -> Bool {
        if index < UInt64(headerEnd) { return offset < UInt64(headerEnd) }
        guard let block = blocks.first(where: { $0.bytes.contains(Int(index)) }) else {
            return offset >= UInt64(blocks.last?.bytes.upperBound ?? headerEnd)
        }
        return block.bytes.contains(Int(offset))
    }
}

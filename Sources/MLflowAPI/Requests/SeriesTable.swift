import TrackingEvents

/// The dictionary of series of one batch: each once, found by the bytes of its key where it has nothing but a key.
struct SeriesTable {
    private(set) var series: [MetricSeries] = []
    private var indices: [MetricSeries: UInt32] = [:]
    /// Open addressing over the key's bytes: 0 for a free slot, else index + 1.
    private var slots: [UInt32]
    /// For each slot taken the node of a key with these bytes.
    private var keyNodes: [Int]

    init(capacity: Int) {
        var slotCount = 16
        while slotCount < 2 * capacity { slotCount *= 2 }
        slots = Array(repeating: 0, count: slotCount)
        keyNodes = Array(repeating: 0, count: slotCount)
    }

    mutating func index(of wanted: MetricSeries) -> UInt32 {
        if let index = indices[wanted] { return index }
        let index = UInt32(series.count)
        series.append(wanted)
        indices[wanted] = index
        return index
    }

    /// The series that has the key at `node`; nil for a key that breaks the rules.
    mutating func index(ofKeyAt node: Int, in document: JSONDocument) -> UInt32? {
        let text = document.bytes.span
        let range = document.range(of: node)
        var slot = Int(truncatingIfNeeded: Self.hash(text, range)) & (slots.count - 1)
        while slots[slot] != 0 {
            if Self.areEqual(text, range, document.range(of: keyNodes[slot])) { return slots[slot] - 1 }
            slot = (slot + 1) & (slots.count - 1)
        }
        let key = document.string(at: node)
        guard (try? KeyRule.check(key, "key")) != nil else { return nil }
        let index = index(of: MetricSeries(key: key))
        slots[slot] = index + 1
        keyNodes[slot] = node
        return index
    }

    /// FNV-1a.
    private static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for offset in range { hash = (hash ^ UInt64(text[offset])) &* 0x100_0000_01b3 }
        return hash ^ hash >> 32
    }

    private static func areEqual(_ text: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        for place in 0..<left.count where text[left.lowerBound + place] != text[right.lowerBound + place] { return false }
        return true
    }
}

/// Runs by row number, a bit each: the runs that fulfil conditions which were settled before the search walks.
struct RunSet {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0

    mutating func insert(_ row: Int64) {
        let (place, bit) = (Int(row >> 3), UInt8(1) << UInt8(row & 7))
        if place >= bytes.count { bytes.append(contentsOf: repeatElement(0, count: max(place + 1 - bytes.count, bytes.count))) }
        if bytes[place] & bit == 0 { count += 1 }
        bytes[place] |= bit
    }

    func contains(_ row: Int64) -> Bool {
        let place = Int(row >> 3)
        return place < bytes.count && bytes[place] & UInt8(1) << UInt8(row & 7) != 0
    }

    /// The rows that are in both.
    func intersection(_ other: RunSet) -> RunSet {
        var common = RunSet()
        common.bytes = zip(bytes, other.bytes).map { $0 & $1 }
        common.count = common.bytes.reduce(0) { $0 + $1.nonzeroBitCount }
        return common
    }

    /// The condition that the row number `run` is in the set.
    func sql(_ run: String) -> SQLText { SQLText("cairn_has(?, \(run))", .blob(bytes)) }
}

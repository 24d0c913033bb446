// Whether two packs hold the same.
extension Pack {
    /// Whether this pack holds `log` of `other` exactly as that does: the same size, root and files, byte for byte. Reads both copies where sizes and
    /// checksums are equal.
    package func holds(_ log: PackedLog, of other: Pack) throws(LogError) -> Bool {
        guard let own = self.log(log.logID), own.isSaid(toBe: log) else { return false }
        for (one, two) in zip(own.files, log.files) {
            guard try Self.areEqual(open(one), other.open(two)) else { return false }
        }
        return true
    }

    static func areEqual(_ one: any LogFile, _ other: any LogFile) throws(LogError) -> Bool {
        var offset: UInt64 = 0
        while true {
            let piece = try one.read(at: offset, byteCount: 1 << 20)
            guard try other.read(at: offset, byteCount: 1 << 20) == piece else { return false }
            if piece.isEmpty { return true }
            offset += UInt64(piece.count)
        }
    }
}

extension PackedLog {
    /// Whether two packs' footers say the same of a log, wherever it lies in them.
    package func isSaid(toBe other: PackedLog) -> Bool {
        logID == other.logID && recordCount == other.recordCount && root == other.root
            && files.elementsEqual(other.files) { $0.name == $1.name && $0.byteCount == $1.byteCount && $0.checksum == $1.checksum }
    }
}

/// The `Range` header of a request for one range of bytes (RFC 9110 section 14.1.2).
enum ByteRangeHeader {
    enum Selection: Hashable, Sendable {
        /// No range, or one that a server may ignore: several ranges, another unit, bad syntax.
        case everything
        case part(Range<UInt64>)
        /// Nothing of the range is there.
        case unsatisfiable
    }

    static func select(_ header: String?, of byteCount: UInt64) -> Selection {
        guard let header else { return .everything }
        let sides = header.split(separator: "=", maxSplits: 1)
        guard sides.count == 2, sides[0].lowercased() == "bytes" else { return .everything }
        let bounds = sides[1].split(separator: "-", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
        guard bounds.count == 2, !sides[1].contains(",") else { return .everything }
        if bounds[0].isEmpty { return suffix(bounds[1], of: byteCount) }
        guard let first = number(bounds[0]) else { return .everything }
        let last = bounds[1].isEmpty ? UInt64.max : number(bounds[1])
        guard let last, last >= first else { return .everything }
        guard first < byteCount else { return .unsatisfiable }
        return .part(first..<(last >= byteCount ? byteCount : last + 1))
    }

    private static func suffix(_ text: String, of byteCount: UInt64) -> Selection {
        guard let count = number(text) else { return .everything }
        guard count > 0, byteCount > 0 else { return .unsatisfiable }
        return .part((byteCount - min(count, byteCount))..<byteCount)
    }

    /// Digits only: `UInt64(_:)` would take a sign.
    private static func number(_ text: String) -> UInt64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return UInt64(text) ?? .max
    }
}

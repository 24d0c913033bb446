/// Byte counts for people: `512 B`, `1.5 KiB`, `20 MiB`.
enum ByteCountText {
    static func of(_ byteCount: UInt64) -> String {
        var value = Double(byteCount)
        var units = ["B", "KiB", "MiB", "GiB", "TiB"][...]
        while value >= 1024, units.count > 1 {
            value /= 1024
            units.removeFirst()
        }
        let tenths = (value * 10).rounded() / 10
        let number = tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
        return "\(number) \(units.first ?? "B")"
    }
}

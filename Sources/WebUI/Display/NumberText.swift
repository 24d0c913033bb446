import Glibc

/// Numbers for people.
enum NumberText {
    /// Six significant digits: columns of metrics are read side by side. Pages give the full value as a tool tip.
    static func short(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-∞" : "∞" }
        var buffer = [CChar](repeating: 0, count: 32)
        let count = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.6g", $0) }
        return String(decoding: buffer.prefix(Int(max(0, min(count, 31)))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The shortest text that reads back as the same number.
    static func full(_ value: Double) -> String { value.description }

    /// A size in bytes, by powers of 1,024.
    static func byteCount(_ count: UInt64) -> String {
        guard count >= 1_024 else { return "\(count) B" }
        var value = Double(count)
        for unit in ["KiB", "MiB", "GiB", "TiB"] {
            value /= 1_024
            if value < 1_024 { return "\(tenths(value)) \(unit)" }
        }
        return "\(tenths(value / 1_024)) PiB"
    }

    private static func tenths(_ value: Double) -> String { ((value * 10).rounded() / 10).description }
}

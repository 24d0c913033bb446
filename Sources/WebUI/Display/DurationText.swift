/// How long something took, in the two largest units that say something.
enum DurationText {
    /// - Parameter end: nil while it still goes on.
    /// - Returns: a dash where nothing sensible can be said: no end yet, or an end before the start.
    static func text(from start: Int64, to end: Int64?) -> String {
        guard let end else { return "–" }
        let (milliseconds, overflow) = end.subtractingReportingOverflow(start)
        guard !overflow, milliseconds >= 0 else { return "–" }
        let seconds = milliseconds / 1_000
        switch milliseconds {
        case ..<1_000: return "\(milliseconds) ms"
        case ..<60_000: return "\(seconds).\(milliseconds % 1_000 / 100) s"
        case ..<3_600_000: return "\(seconds / 60) min \(seconds % 60) s"
        case ..<86_400_000: return "\(seconds / 3_600) h \(seconds / 60 % 60) min"
        default: return "\(seconds / 86_400) d \(seconds / 3_600 % 24) h"
        }
    }
}

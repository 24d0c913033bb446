/// A bar on standard error for long work; silent where nobody is looking.
final class ProgressBar {
    private let label: String
    private let isShown: Bool
    private var shownPercent = -1

    init(_ label: String, isShown: Bool = StandardError.isTerminal) {
        self.label = label
        self.isShown = isShown
    }

    /// Draws when the percentage has changed.
    func update(done: UInt64, total: UInt64) {
        guard isShown, total > 0 else { return }
        let percent = Int(min(done, total) * 100 / total)
        guard percent != shownPercent else { return }
        shownPercent = percent
        let filled = percent * 30 / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: "·", count: 30 - filled)
        StandardError.write("\r\(label) [\(bar)] \(percent) %")
    }

    /// Removes the bar, so that the answer stands alone.
    func finish() {
        guard isShown, shownPercent >= 0 else { return }
        StandardError.write("\r\u{1B}[2K")
    }
}

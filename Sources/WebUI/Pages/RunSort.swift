import TrackingViews

/// What the runs table is sorted by, as its address says it: `start`, `m.accuracy`, `p.C`; a dash before it means descending.
struct RunSort: Sendable, Hashable {
    var key: String
    var ascending: Bool

    init(key: String, ascending: Bool) {
        self.key = key
        self.ascending = ascending
    }

    /// nil where `text` names no column.
    init?(_ text: String?) {
        guard let text, !text.isEmpty else { return nil }
        ascending = !text.hasPrefix("-")
        key = ascending ? text : String(text.dropFirst())
        guard field != nil else { return nil }
    }

    var text: String { (ascending ? "" : "-") + key }

    var order: [RunOrder] { field.map { [RunOrder(field: $0, ascending: ascending)] } ?? [] }

    private var field: RunOrder.Field? {
        switch key {
        case "name": .attribute(.name)
        case "status": .attribute(.status)
        case "user": .attribute(.userID)
        case "start": .time(.startTime)
        case _ where key.hasPrefix("m.") && key.utf8.count > 2: .metric(String(key.dropFirst(2)))
        case _ where key.hasPrefix("p.") && key.utf8.count > 2: .param(String(key.dropFirst(2)))
        default: nil
        }
    }

    /// What a click on the column's head asks for: largest first, then the other way round.
    static func afterClick(on key: String, from current: RunSort?) -> RunSort {
        RunSort(key: key, ascending: current?.key == key ? current?.ascending == false : false)
    }
}

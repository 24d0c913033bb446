/// Rows in aligned columns, for people.
struct TextTable {
    private let header: [String]
    private var rows: [[String]] = []

    init(_ header: String...) { self.header = header }

    /// Adds a row; line breaks and control characters are shown as spaces, so that a name cannot forge a row.
    mutating func add(_ cells: String...) {
        precondition(cells.count == header.count, "one cell for each column")
        rows.append(cells.map(Self.oneLine))
    }

    /// The table as text, or `placeholder` when it has no rows.
    func text(orIfEmpty placeholder: String) -> String {
        guard !rows.isEmpty else { return placeholder }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        return ([header] + rows).map { Self.line($0, widths) }.joined(separator: "\n")
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
        var line = padded.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        return line
    }

    static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || ($0.unicodeScalars.first?.properties.generalCategory == .control) ? " " : $0 })
    }
}

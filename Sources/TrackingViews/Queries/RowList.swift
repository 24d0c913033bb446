/// Rows by number, as one bound value: `… IN (SELECT value FROM json_each(?))`.
enum RowList {
    static let placeholder = "(SELECT value FROM json_each(?))"

    static func value(_ rows: some Sequence<Int64>) -> SQLValue {
        .text("[" + rows.map(String.init).joined(separator: ",") + "]")
    }
}

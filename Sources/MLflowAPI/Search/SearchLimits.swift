/// How much one search may ask for. Beyond any of them the request is refused (400), never cut.
enum SearchLimits {
    /// Bytes of a filter, in UTF-8. Holds some 2,500 run IDs in a list.
    static let filterByteCountMax = 100_000
    static let conditionCountMax = 100
    /// Values in all lists of a filter together: SQLite binds at most 32,766 in a statement.
    static let listValueCountMax = 10_000
    static let orderItemCountMax = 100
    static let orderItemByteCountMax = 10_000
}

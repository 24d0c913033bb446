/// How much one search may ask for. Beyond any of them the request is refused (400), never cut. Each can be set by whoever starts the server.
package struct SearchLimits: Sendable {
    /// Bytes of a filter, in UTF-8. Holds some 2,500 run IDs in a list. Default 100,000.
    package var maximumFilterByteCount = 100_000
    /// Conditions in a filter. Default 100.
    package var maximumConditionCount = 100
    /// Values in all lists of a filter together. Default 10,000; SQLite binds at most 32,766 in a statement.
    package var maximumListValueCount = 10_000
    /// Items of `order_by`. Default 100.
    package var maximumOrderItemCount = 100
    /// Bytes of one item of `order_by`. Default 10,000.
    package var maximumOrderItemByteCount = 10_000

    package init() {}
}

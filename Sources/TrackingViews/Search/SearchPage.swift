/// One page of what a search found.
package struct SearchPage<Document: Sendable>: Sendable {
    package var items: [Document]
    /// Whether more follows after this page.
    package var hasMore: Bool

    package init(items: [Document], hasMore: Bool) {
        self.items = items
        self.hasMore = hasMore
    }
}

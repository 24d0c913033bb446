/// What the writer had learned of other logs since its last record, written before its next command: only what changed.
package struct Context: Hashable, Sendable {
    package var heads: [LogHead]

    package init(heads: [LogHead]) {
        self.heads = heads
    }
}

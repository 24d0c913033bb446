/// What is appended: two byte sequences that are opaque to the log. Both are covered by the log's hashes; only the body can be erased
/// later without changing them.
public struct LogRecord: Hashable, Sendable {
    public var head: [UInt8]
    public var body: [UInt8]

    public init(head: [UInt8], body: [UInt8]) {
        self.head = head
        self.body = body
    }
}

/// One fact of an event, for programs and for those who want to know exactly: `param.depth` = `6`.
package struct AuditDetail: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }
}

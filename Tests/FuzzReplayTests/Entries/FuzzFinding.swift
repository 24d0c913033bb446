/// What an input showed that may never be: the one outcome of an entry, besides a trap, that the fuzzer keeps an input for.
package struct FuzzFinding: Error, CustomStringConvertible {
    package var description: String

    init(_ description: String) { self.description = description }

    /// Throws a finding unless `condition` holds.
    static func unless(_ condition: Bool, _ description: @autoclosure () -> String) throws(FuzzFinding) {
        if !condition { throw FuzzFinding(description()) }
    }
}

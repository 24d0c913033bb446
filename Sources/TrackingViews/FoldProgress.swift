/// How far a fold has come.
package struct FoldProgress: Hashable, Sendable {
    package var foldedEventCount: UInt64
    package var totalEventCount: UInt64

    package init(foldedEventCount: UInt64, totalEventCount: UInt64) {
        self.foldedEventCount = foldedEventCount
        self.totalEventCount = totalEventCount
    }
}

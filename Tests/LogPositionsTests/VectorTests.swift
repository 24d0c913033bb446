import ContentHashing
import LogPositions
import Testing

struct VectorTests {
    let log = LogID(high: 1, low: 2)

    @Test func anUnknownLogHasNoRecords() {
        let vector = Vector()
        #expect(vector.size(of: log) == 0)
        #expect(!vector.contains(Position(log: log, sequence: .zero)))
    }

    @Test func aPrefixHoldsThePlacesBeforeItsSize() {
        let vector = Vector([log: LogExtent(size: 3)])
        #expect(vector.contains(Position(log: log, sequence: SequenceNumber(2))))
        #expect(!vector.contains(Position(log: log, sequence: SequenceNumber(3))))
        #expect(!vector.contains(Position(log: LogID(high: 1, low: 3), sequence: .zero)))
    }

    @Test func raisingNeverLowersAndKeepsTheRootThatBelongsToTheSize() {
        var vector = Vector()
        let long = LogExtent(size: 5, root: SHA256.digest([5]))
        vector.raise(log, to: LogExtent(size: 2, root: SHA256.digest([2])))
        vector.raise(log, to: long)
        vector.raise(log, to: LogExtent(size: 4, root: SHA256.digest([4])))
        #expect(vector == Vector([log: long]))
        vector.raise(LogID(high: 0, low: 0), to: LogExtent(size: 0))
        #expect(vector == Vector([log: long]), "a log without records is as good as unknown")
    }
}

import Testing

@testable import SegmentLog

/// Walks the decision table of the specification over every combination of its inputs, and over files that lead to each of its rows.
@Suite struct RecoveryTableTests {
    /// Every combination of facts that can occur: B ≤ S, and W anywhere around them.
    static let everyCombination: [SegmentFacts] = {
        var all: [SegmentFacts] = []
        for isHeaderValid in [true, false] {
            for hasSuccessor in [true, false] {
                for rest in SegmentFacts.Rest.allCases {
                    for hasFooterElsewhere in [true, false] {
                        for (end, batchEnd) in [(5, 5), (5, 3)] as [(UInt64, UInt64)] {
                            for watermark in [2, 3, 4, 5, 6] as [UInt64] {
                                all.append(
                                    SegmentFacts(
                                        isHeaderValid: isHeaderValid, hasSuccessor: hasSuccessor, rest: rest,
                                        hasFooterElsewhere: hasFooterElsewhere, end: SequenceNumber(end),
                                        batchEnd: SequenceNumber(batchEnd),
                                        watermark: SequenceNumber(watermark)))
                            }
                        }
                    }
                }
            }
        }
        return all
    }()

    @Test func everyRowIsReached() {
        #expect(Set(Self.everyCombination.map(RecoveryTable.row)) == Set(RecoveryReport.Row.allCases))
    }

    /// The table once more, each row by itself, in the words of the specification.
    @Test(arguments: everyCombination)
    func theFirstRowThatAppliesDecides(_ facts: SegmentFacts) {
        let applies: [(RecoveryReport.Row, Bool)] = [
            (.a, !facts.isHeaderValid),
            (.b, facts.rest == .footer),
            (.c, facts.hasFooterElsewhere),
            (.d, facts.hasSuccessor && facts.end == facts.watermark),
            (.e, facts.hasSuccessor && facts.end != facts.watermark),
            (.f, facts.end < facts.watermark),
            (.g, facts.batchEnd < facts.watermark),
            (.h, facts.rest == .spoiltFooter),
            (.i, facts.rest == .tornFooter),
            (.j, facts.batchEnd < facts.end || facts.rest == .somethingElse),
            (.k, facts.rest == .nothing && facts.end > facts.watermark),
            (.l, facts.rest == .nothing && facts.end == facts.watermark),
        ]
        #expect(RecoveryTable.row(facts) == applies.first { $0.1 }?.0)
    }

    @Test(arguments: everyCombination)
    func nothingBelowTheWatermarkIsEverCut(_ facts: SegmentFacts) {
        let row = RecoveryTable.row(facts)
        if [.i, .j, .k, .l].contains(row) {
            #expect(facts.isHeaderValid && !facts.hasSuccessor)
            #expect(facts.batchEnd >= facts.watermark)
        }
    }
}

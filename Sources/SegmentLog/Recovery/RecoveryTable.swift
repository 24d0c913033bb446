/// What recovery must know of one segment to decide, and the decision. Specification: FileFormat, "Recovery"; the names are its names.
struct SegmentFacts: Hashable, Sendable {
    /// What stands from the first offset on at which no valid block begins.
    enum Rest: CaseIterable, Hashable, Sendable {
        case nothing, footer, tornFooter, spoiltFooter, somethingElse
    }

    var isHeaderValid = true
    var hasSuccessor = false
    var rest = Rest.nothing
    /// Whether the file ends in a valid footer that does not begin where the blocks end.
    var hasFooterElsewhere = false
    /// S
    var end: SequenceNumber
    /// B
    var batchEnd: SequenceNumber
    /// W
    var watermark: SequenceNumber
}

enum RecoveryTable {
    /// The first row of the table that applies.
    static func row(_ facts: SegmentFacts) -> RecoveryReport.Row {
        if !facts.isHeaderValid { return .a }
        if facts.rest == .footer { return .b }
        if facts.hasFooterElsewhere { return .c }
        if facts.hasSuccessor { return facts.end == facts.watermark ? .d : .e }
        if facts.end < facts.watermark { return .f }
        if facts.batchEnd < facts.watermark { return .g }
        if facts.rest == .spoiltFooter { return .h }
        if facts.rest == .tornFooter { return .i }
        if facts.batchEnd < facts.end || facts.rest == .somethingElse { return .j }
        return facts.end > facts.watermark ? .k : .l
    }
}

extension RecoveryReport.Row {
    /// Whether every byte has to stay as it is and appending is refused.
    public var isDamage: Bool {
        switch self {
        case .a, .c, .d, .e, .f, .g, .h: true
        case .b, .i, .j, .k, .l: false
        }
    }
}

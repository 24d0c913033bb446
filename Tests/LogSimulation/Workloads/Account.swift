package import ContentHashing
import SegmentLog

/// What a program did to one log and what it was told: what the oracle knows.
package struct Account: Sendable {
    /// The records that it submitted, by place.
    private(set) var records: [LogRecord] = []
    /// The chained hash of the first n records, by n: what whoever reads n records must come to.
    private(set) var chain: [Digest] = [.zero]
    /// Where batches end.
    private(set) var batchEnds: Set<Int> = [0]
    /// So many were acknowledged as durable.
    package private(set) var acknowledged = 0
    /// So many were acknowledged as written: a killed process loses none of them.
    private(set) var kept = 0

    /// The chained hash after one record more.
    static func link(_ digest: Digest, _ head: Span<UInt8>, _ body: Span<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(digest)
        hash.update(UInt8(truncatingIfNeeded: head.count))
        hash.update(head)
        hash.update(body)
        return hash.finalize()
    }

    mutating func submit(_ batch: [LogRecord]) {
        records += batch
        for record in batch { chain.append(Account.link(chain[chain.count - 1], record.head.span, record.body.span)) }
        batchEnds.insert(records.count)
    }

    mutating func acknowledge(_ end: Int) {
        acknowledged = max(acknowledged, end)
        kept = max(kept, acknowledged)
    }

    mutating func keep(_ end: Int) { kept = max(kept, end) }

    /// A new process has recovered the log and goes on behind `end`, which it may show to anyone.
    mutating func continueFrom(_ end: Int) {
        records.removeLast(records.count - end)
        chain.removeLast(chain.count - end - 1)
        batchEnds = batchEnds.filter { $0 <= end }
        acknowledged = end
        kept = end
    }

    /// What is wrong with a log of which this was found; nil when nothing is.
    ///
    /// - Parameter required: at least so many records must be there.
    func objection(to found: FoundLog, required: Int) -> String? {
        if found.recordCount < required { return "\(found.recordCount) records are there, \(required) must be" }
        if found.recordCount > records.count { return "\(found.recordCount) records are there, \(records.count) were submitted" }
        if chain[found.recordCount] != found.chain { return "the \(found.recordCount) records are not those that were submitted" }
        if !batchEnds.contains(found.recordCount) { return "the log ends at \(found.recordCount), inside a batch" }
        return nil
    }
}

/// What a reader of a log came to.
package struct FoundLog: Hashable, Sendable {
    package var recordCount = 0
    package var chain = Digest.zero

    mutating func enter(_ record: borrowing RecordView) {
        recordCount += 1
        chain = Account.link(chain, record.head, record.body)
    }
}

extension LogReader {
    /// The records from `start` to before `end`, in order, each owned by the caller. For more speed, `visit` them where they lie.
    ///
    /// - Parameter end: nil for as far as may be delivered now; `refresh` first to see what was appended since.
    public func records(from start: SequenceNumber = .zero, upTo end: SequenceNumber? = nil) -> RecordCursor {
        let deliverable = deliverableEnd
        return RecordCursor(reader: self, start, upTo: end.map { min($0, deliverable) } ?? deliverable)
    }

    /// Checks every checksum, chain, hash, count and footer of the log, as `LogVerification.verify` does.
    public func verify(progress: (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }) throws(LogError) -> LogVerificationReport {
        try LogVerification.verify(directory: directory, storage: storage, progress: progress)
    }

    /// Some deliverable records from the beginning of `range`: as many as their bytes allow, and one at least.
    ///
    /// - Throws: what keeps the first record of the range from being read. What is before a damaged one is returned.
    func batch(_ range: Range<SequenceNumber>, maximumByteCount: Int) throws(LogError) -> [StoredRecord] {
        var records: [StoredRecord] = []
        var byteCount = 0
        let log = logID
        do throws(LogError) {
            try visit(from: range.lowerBound, upTo: range.upperBound) { record in
                byteCount += record.head.count + record.body.count
                if byteCount > maximumByteCount && !records.isEmpty { return .stop }
                records.append(record.stored(in: log))
                return .continue
            }
        } catch {
            if records.isEmpty { throw error }
        }
        return records
    }
}

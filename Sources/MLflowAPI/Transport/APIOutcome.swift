package import SegmentLog
package import TrackingStore

/// An answer: status, headers, body; and what has to be durable before it may be sent.
package struct APIOutcome: Sendable {
    package enum Body: Sendable {
        case bytes([UInt8])
        /// These bytes of a blob.
        case blob(BlobFile, range: Range<UInt64>)
    }

    package var status: Int
    /// Without `Content-Length`, which follows from the body.
    package var headers: [(name: String, value: String)]
    package var body: Body
    /// The commits that this answer acknowledges; none for a read.
    package var tickets: [CommitTicket]

    package init(
        status: Int, headers: [(name: String, value: String)] = [], body: Body = .bytes([]), tickets: [CommitTicket] = []
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.tickets = tickets
    }

    /// How many bytes the body has.
    package var byteCount: UInt64 {
        switch body {
        case .bytes(let bytes): UInt64(bytes.count)
        case .blob(_, let range): UInt64(range.count)
        }
    }
}

extension APIOutcome {
    /// This answer once everything that it acknowledges is durable; the failure's answer when that fails. Blocks.
    package func waitUntilDurable() -> APIOutcome {
        do {
            for ticket in tickets { try ticket.wait() }
            return self
        } catch { return .failed(error) }
    }
}

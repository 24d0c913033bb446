import TrackingEvents

/// The answers to the newest requests that had an ID. Older ones are found through the views.
struct RecentRequests: Sendable {
    struct Key: Hashable, Sendable {
        var request: RequestID
        var type: EventType
    }

    static let capacity = 4096

    private var answers: [Key: any Sendable] = [:]
    private var order: [Key] = []
    private var oldest = 0

    subscript(key: Key) -> (any Sendable)? { answers[key] }

    mutating func remember(_ answer: any Sendable, for key: Key) {
        answers[key] = answer
        if order.count < Self.capacity {
            order.append(key)
        } else {
            answers[order[oldest]] = nil
            order[oldest] = key
            oldest = (oldest + 1) % Self.capacity
        }
    }
}

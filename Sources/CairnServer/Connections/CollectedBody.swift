/// A body that is wanted as a whole, as far as it has arrived, and what becomes of it. Belongs to its connection's event loop.
final class CollectedBody {
    let limit: Int
    /// Whether it may be answered on the event loop.
    let isQuick: Bool
    let answer: @Sendable ([UInt8]) -> Answer
    var bytes: [UInt8] = []

    init(limit: Int, isQuick: Bool, answer: @escaping @Sendable ([UInt8]) -> Answer) {
        self.limit = limit
        self.isQuick = isQuick
        self.answer = answer
    }
}

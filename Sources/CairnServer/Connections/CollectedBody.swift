import NIOCore

/// A body that is wanted as a whole, as far as it has arrived, and what becomes of it. Belongs to its connection's event loop.
final class CollectedBody {
    let limit: Int
    /// Whether it may be answered on the event loop.
    let isQuick: Bool
    let answer: @Sendable ([UInt8]) -> Answer
    private(set) var bytes: [UInt8] = []

    init(limit: Int, isQuick: Bool, answer: @escaping @Sendable ([UInt8]) -> Answer) {
        self.limit = limit
        self.isQuick = isQuick
        self.answer = answer
    }

    /// Adds a piece. An array that grows doubles, and lies in memory twice meanwhile; so the announced length is made room for, once a quarter of it
    /// has really come.
    func append(_ piece: ByteBuffer, announced: UInt64?) {
        let count = bytes.count + piece.readableBytes
        if let announced, announced <= UInt64(limit), count >= Int(announced) / 4 { bytes.reserveCapacity(Int(announced)) }
        bytes.append(contentsOf: piece.readableBytesView)
    }

    /// Hands the bytes over.
    func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}

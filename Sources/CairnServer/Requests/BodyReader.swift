import HummingbirdCore
import MLflowAPI
import NIOCore

/// Reads one request's body, in pieces or as a whole, within its limits.
///
/// A body is at its end only when as many bytes have come as were announced: a client that goes away half-way is an error, never a
/// shorter body.
struct BodyReader {
    private var iterator: RequestBody.AsyncIterator
    private let announced: UInt64?
    private let channel: any Channel
    private let memory: BodyMemory
    private let timeout: Duration
    private var received: UInt64 = 0
    private(set) var isAtEnd = false

    init(
        of request: Request, announced: UInt64?, channel: any Channel, memory: BodyMemory, timeout: Duration
    ) {
        iterator = request.body.makeAsyncIterator()
        self.announced = announced
        self.channel = channel
        self.memory = memory
        self.timeout = timeout
    }

    /// The next bytes; nil at the end.
    @concurrent mutating func next() async throws -> ByteBuffer? {
        guard !isAtEnd else { return nil }
        if let piece = try await iterator.next() {
            received += UInt64(piece.readableBytes)
            return piece
        }
        isAtEnd = true
        if let announced, received != announced { throw RequestFailure.bodyCutOff }
        return nil
    }

    /// The whole body, and the memory it was given; `memory.give(back:)` it when done.
    @concurrent mutating func collect(limit: Int) async throws -> [UInt8] {
        if let announced, announced > UInt64(limit) { throw Self.tooLong(limit) }
        var bytes: [UInt8] = []
        do {
            try await collect(into: &bytes, limit: limit)
        } catch {
            memory.give(back: bytes.count)
            throw error
        }
        return bytes
    }

    @concurrent private mutating func collect(into bytes: inout [UInt8], limit: Int) async throws {
        if let announced { bytes.reserveCapacity(Int(min(announced, 1 << 20))) }
        var deadline: Deadline?
        defer { deadline?.cancel() }
        while let piece = try await next() {
            guard bytes.count + piece.readableBytes <= limit else { throw Self.tooLong(limit) }
            guard memory.take(piece.readableBytes) else { throw RequestFailure.refused(.busy) }
            bytes.append(contentsOf: piece.readableBytesView)
            // Most bodies come in one piece and need no deadline.
            if deadline == nil, announced.map({ received < $0 }) ?? true { deadline = Deadline(timeout, closing: channel) }
        }
    }

    private static func tooLong(_ limit: Int) -> RequestFailure {
        .refused(Reply(.bodyTooLong(limit: UInt64(limit))))
    }
}

import MLflowAPI
import NIOCore
import NIOHTTP1

/// One client's connection: takes its requests one after the other, has each decided, and answers it before it looks at the next.
///
/// What may block runs on the pool; what is short and decided in memory runs right here, since a change of threads costs more than the work. The wait
/// for durability holds no thread: the log tells. Nothing is read from the socket while a request is being answered, or while the client does
/// not read, so that one client costs one request's memory. All of it lives on the connection's event loop and is touched nowhere else.
final class Connection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// What has arrived, in its order, and waits for its turn.
    enum Arrival {
        case head(HTTPRequestHead)
        case body(ByteBuffer)
        case end
        /// Not HTTP; nothing more can be read.
        case malformed
        /// The client sends no more, but may still read.
        case inputClosed
    }

    enum Phase {
        /// Between two requests. Exits: collecting, working, lingering, closed.
        case waiting
        /// A body that is wanted as a whole arrives. Exits: working, draining, lingering, closed.
        case collecting(CollectedBody)
        /// A body goes into a blob as it arrives. Exits: working, lingering, closed.
        case uploading(IncomingBlob)
        /// The pool, the log or the client's reading is waited for. Exits: all.
        case working
        /// The request was answered; the rest of its short body is passed over. Exits: waiting, lingering, closed.
        case draining
        /// The last answer is sent; what still arrives is thrown away for a moment. Exit: closed.
        case lingering
        case closed
    }

    let responder: Responder
    let pool: BlockingPool
    let memory: BodyMemory
    let answerMemory: BodyMemory
    var limits: ServerLimits { responder.limits }

    var phase = Phase.waiting
    var inbox = CircularBuffer<Arrival>(initialCapacity: 4)
    /// About how much of memory the inbox takes. NIO reads up to 256 KiB at once, many short requests perhaps; and all that lies in the kernel,
    /// asked or not, when a client closes its sending side.
    private var inboxByteCount = 0
    private static let inboxByteCountMax = 16 << 20
    private static let arrivalByteCount = 512
    /// The request at work; nil between two, and for what is no request.
    var head: RequestHead?
    var started = ContinuousClock.now
    var isBodyAtEnd = true
    var isQuiescing = false
    /// Whether what arrives is no HTTP/1.1 any more, for NIO's decoder: it would be kept, without a bound, and never be seen here.
    var isDeaf = false
    /// Answers that the socket has not taken yet.
    var unsentCount = 0
    /// Whether the connection ends when the socket has taken them.
    private var closesWhenSent = false
    /// When the body at work has to be here.
    var bodyDeadline = NIODeadline.distantFuture
    /// What is left of a long answer.
    var outgoing: OutgoingBody?
    /// What that has taken of `answerMemory`.
    var heldAnswerByteCount = 0
    /// When the connection is closed unless something happens before; nil while we are the ones to act.
    var deadline: NIODeadline?
    var timer: (task: Scheduled<Void>, at: NIODeadline)?

    /// Set while the handler is in its pipeline.
    var context: ChannelHandlerContext?
    /// This object, for closures that come back from other threads to this event loop.
    private var itself: NIOLoopBound<Connection>?
    private var peer = "local"
    private var isReading = false
    private var isAdvancing = false

    init(responder: Responder, pool: BlockingPool, memory: BodyMemory, answerMemory: BodyMemory) {
        self.responder = responder
        self.pool = pool
        self.memory = memory
        self.answerMemory = answerMemory
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        itself = NIOLoopBound(self, eventLoop: context.eventLoop)
        peer = context.remoteAddress?.ipAddress ?? "local"
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
        // It holds this object, too.
        itself = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        peer = context.remoteAddress?.ipAddress ?? "local"
        expect(within: limits.idleTimeout)
        advance()
    }

    func channelInactive(context: ChannelHandlerContext) { end() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .closed = phase { return }
        inboxByteCount += Self.arrivalByteCount
        switch unwrapInboundIn(data) {
        case .head(let head): inbox.append(.head(head))
        case .body(let piece):
            inboxByteCount += piece.readableBytes
            inbox.append(.body(piece))
        case .end: inbox.append(.end)
        }
        if inboxByteCount > Self.inboxByteCountMax { breakOff() }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        advance()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, case .waiting = phase { expect(within: limits.idleTimeout) }
        advance()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            inbox.append(.inputClosed)
            advance()
        case is ChannelShouldQuiesceEvent: quiesce()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is IOError || error is ChannelError { return close() }
        inbox.append(.malformed)
        advance()
    }
}

// Taking in.
extension Connection {
    /// Takes what has arrived, as far as the phase takes anything; then asks the socket for more.
    func advance() {
        guard !isAdvancing else { return }
        isAdvancing = true
        defer { isAdvancing = false }
        while takesInput, let arrival = inbox.popFirst() { take(arrival) }
        if inbox.isEmpty { inboxByteCount = 0 }
        guard takesInput, !isReading, let context else { return }
        isReading = true
        context.read()
    }

    private var takesInput: Bool {
        switch phase {
        case .waiting: context?.channel.isWritable ?? false
        case .collecting, .draining: true
        case .lingering: !isDeaf
        case .uploading(let blob): !blob.isWriting
        case .working, .closed: false
        }
    }

    private func take(_ arrival: Arrival) {
        switch (phase, arrival) {
        case (.lingering, .inputClosed): close()
        case (.waiting, .inputClosed), (.draining, .inputClosed): closeWhenSent()
        case (_, .inputClosed): breakOff()
        case (.lingering, _): break
        case (_, .malformed):
            dropBody()
            isBodyAtEnd = false
            isDeaf = true
            head = nil
            respond(.notHTTP)
        case (.waiting, .head(let head)): begin(RequestHead(head))
        case (.collecting(let body), .body(let piece)): collect(piece, into: body)
        case (.collecting(let body), .end): decide(body)
        case (.uploading(let blob), .body(let piece)): receive(piece, into: blob)
        case (.uploading(let blob), .end): finish(blob)
        case (.draining, .end):
            isBodyAtEnd = true
            wait()
        // A piece of a body that is passed over.
        default: break
        }
    }

    private func begin(_ head: RequestHead) {
        self.head = head
        started = .now
        isBodyAtEnd = false
        isDeaf = head.offersUpgrade
        let request = head.apiRequest(peer: peer)
        switch responder.firstStep(head, request) {
        case .reply(let reply): respond(reply)
        case .collect:
            collect(limit: limits.eagerBodyByteCount, isQuick: responder.isQuick(request)) { [responder] body in
                responder.outcome(of: request, head: head, body: body)
            }
        case .plan:
            work({ [responder] in responder.api.plan(for: request) }, then: { $0.follow($1) })
        }
    }

    private func follow(_ plan: APIPlan) {
        if case .closed = phase {
            if case .receiveBlob(_, let upload) = plan { pool.run { upload.abandon() } }
            return
        }
        switch plan {
        case .reply(let outcome): deliver(Answer(outcome))
        case .collectBody(let limit, let answer): collect(limit: limit, isQuick: false) { Answer(answer($0)) }
        case .receiveBlob(let limit, let upload): receive(into: IncomingBlob(upload: upload, limit: limit, limits: limits))
        }
    }

    private func collect(limit: Int, isQuick: Bool, _ answer: @escaping @Sendable ([UInt8]) -> Answer) {
        if let length = head?.contentLength, length > UInt64(limit) { return respond(Reply(.bodyTooLong(limit: UInt64(limit)))) }
        inviteBody()
        bodyDeadline = .now() + TimeAmount(limits.bodyTimeout)
        expect(within: limits.idleTimeout)
        phase = .collecting(CollectedBody(limit: limit, isQuick: isQuick, answer: answer))
        advance()
    }

    private func collect(_ piece: ByteBuffer, into body: CollectedBody) {
        guard body.bytes.count + piece.readableBytes <= body.limit else {
            dropBody()
            return respond(Reply(.bodyTooLong(limit: UInt64(body.limit))))
        }
        guard memory.take(piece.readableBytes) else {
            dropBody()
            return respond(.busy)
        }
        body.append(piece, announced: head?.contentLength)
        guard .now() < bodyDeadline else { return breakOff() }
        expect(within: limits.idleTimeout)
    }

    /// The body is here: has the request decided.
    private func decide(_ body: CollectedBody) {
        isBodyAtEnd = true
        let (answer, bytes, memory) = (body.answer, body.takeBytes(), memory)
        let decide: @Sendable () -> Answer = {
            defer { memory.give(back: bytes.count) }
            return answer(bytes)
        }
        guard body.isQuick else { return work(decide, then: { $0.deliver($1) }) }
        beginWork()
        deliver(decide())
    }

    /// Tells a client that asked whether its body is wanted that it is (RFC 9110, 10.1.1).
    func inviteBody() {
        guard head?.expectsContinue == true, let context else { return }
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
    }

    /// Gives up a body that is not going to be taken to its end.
    func dropBody() {
        switch phase {
        case .collecting(let body):
            memory.give(back: body.takeBytes().count)
        case .uploading(let blob): if !blob.isWriting { pool.run { [upload = blob.upload] in upload.abandon() } }
        default: break
        }
    }
}

// Work elsewhere.
extension Connection {
    /// Runs `body` on the pool and `then` back here; meanwhile nothing is taken in.
    func work<Value: Sendable>(_ body: @escaping @Sendable () -> Value, then: @escaping @Sendable (Connection, Value) -> Void) {
        beginWork()
        elsewhere(body, then: then)
    }

    /// The same without a change of phase.
    func elsewhere<Value: Sendable>(_ body: @escaping @Sendable () -> Value, then: @escaping @Sendable (Connection, Value) -> Void) {
        guard let itself, let loop = context?.eventLoop else { return }
        pool.run {
            let value = body()
            loop.execute { then(itself.value, value) }
        }
    }

    private func beginWork() {
        deadline = nil
        phase = .working
    }

    /// Answers once what the answer acknowledges is durable.
    func deliver(_ answer: Answer) {
        guard let itself, let loop = context?.eventLoop else { return }
        answer.whenDurable { reply in loop.execute { itself.value.respond(reply) } }
    }

    /// Ready for the next request.
    func wait() {
        head = nil
        phase = .waiting
        expect(within: limits.idleTimeout)
        if isQuiescing, inbox.isEmpty { return closeWhenSent() }
        advance()
    }

    /// Ends as soon as no request is at work.
    private func quiesce() {
        isQuiescing = true
        if case .waiting = phase, inbox.isEmpty { closeWhenSent() }
    }

    /// Ends behind the answers that are on their way: closing at once would cut off what the client has not read.
    private func closeWhenSent() {
        guard unsentCount > 0 else { return close() }
        closesWhenSent = true
        phase = .working
        expect(within: limits.writeTimeout)
    }

    /// The socket has taken an answer.
    func didSend() {
        unsentCount -= 1
        if unsentCount == 0, closesWhenSent { close() }
    }

    /// Ends without an answer: the client went away, or nothing can be said.
    func breakOff() {
        dropBody()
        close()
    }

    func close() {
        context?.close(promise: nil)
        end()
    }

    private func end() {
        if case .closed = phase { return }
        dropBody()
        phase = .closed
        inbox.removeAll()
        letGoOfAnswer()
        deadline = nil
        timer?.task.cancel()
        timer = nil
    }
}

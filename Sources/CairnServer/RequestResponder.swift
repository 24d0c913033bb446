import HTTPTypes
import HummingbirdCore
import Logging
import MLflowAPI
import NIOCore
import NIOHTTP1

/// Answers every request: checks, then the pages or the API on the pool, then durability, then the answer.
///
/// What touches the connection's streams is `@concurrent`: they belong to no actor, and Hummingbird's own calls are made so.
struct RequestResponder: Sendable {
    let api: MLflowAPI
    let pages: PageSource
    let security: SecurityRules
    let pool: BlockingPool
    let limits: ServerLimits
    let logger: Logger

    private let memory: BodyMemory
    private let writer: ReplyWriter
    private let date = HTTPDate()

    init(
        api: MLflowAPI, pages: PageSource, security: SecurityRules, pool: BlockingPool, limits: ServerLimits, logger: Logger
    ) {
        self.api = api
        self.pages = pages
        self.security = security
        self.pool = pool
        self.limits = limits
        self.logger = logger
        memory = BodyMemory(limit: limits.maximumCollectedByteCount)
        writer = ReplyWriter(pool: pool, limits: limits)
    }

    /// Answers one request. Throws when the connection cannot go on.
    @concurrent func respond(to request: Request, with response: consuming ResponseWriter, on channel: any Channel) async throws {
        let started = ContinuousClock.now
        let head = RequestHead(request.head)
        var body = BodyReader(
            of: request, announced: head.contentLength, channel: channel, memory: memory, timeout: limits.bodyTimeout)
        var reply: Reply
        do {
            if head.expectsContinue, security.verdict(on: head) == nil {
                try await response.writeInformationalHead(HTTPResponse(status: .continue))
            }
            reply = try await self.reply(to: head, body: &body, peer: channel.remoteAddress?.ipAddress ?? "local")
        } catch RequestFailure.refused(let refusal) {
            reply = refusal
        } catch let error where Self.endsConnection(error) {
            logger.debug("a request broke off", metadata: ["method": "\(head.method)", "path": "\(head.path)"])
            throw error
        } catch {
            logger.error("a request failed", metadata: ["method": "\(head.method)", "path": "\(head.path)", "error": "\(error)"])
            reply = .error(.internalError, "The server could not answer this request; its log says why.")
        }
        // What is left of a long body is not worth reading: the connection goes instead.
        if !body.isAtEnd, (head.contentLength ?? .max) > UInt64(limits.eagerBodyByteCount) { reply.closesConnection = true }
        let headers = headers(of: reply, for: head)
        log(head, reply, started)
        try await writer.write(reply, headers: headers, to: head, with: response, on: channel)
    }
}

extension RequestResponder {
    @concurrent private func reply(to head: RequestHead, body: inout BodyReader, peer: String) async throws -> Reply {
        if let verdict = security.verdict(on: head) { return verdict }
        let request = head.apiRequest(peer: peer)
        // Probes touch no disk, and have to be answered when the pool is full, too.
        if head.isProbe, case .reply(let outcome) = api.plan(for: request) { return Reply(outcome) }
        if head.isRead, pages.mayServe(head.path) {
            if let page = try await pool.run({ [pages] in try pages.page(for: head) }) { return page }
        }
        let outcome: APIOutcome
        if let length = head.contentLength, length <= UInt64(limits.eagerBodyByteCount) {
            outcome = try await answerAtOnce(request, body: &body)
        } else {
            outcome = try await answerByPlan(request, body: &body)
        }
        return Reply(await outcome.durable())
    }

    /// A short body is read first: then the request takes one visit to the pool.
    @concurrent private func answerAtOnce(_ request: APIRequest, body: inout BodyReader) async throws -> APIOutcome {
        let bytes = try await body.collect(limit: limits.eagerBodyByteCount)
        defer { memory.give(back: bytes.count) }
        return try await pool.run { [api] in
            switch api.plan(for: request) {
            case .reply(let outcome): return outcome
            case .collectBody(let limit, let answer):
                return bytes.count <= limit ? answer(bytes) : .bodyTooLong(limit: UInt64(limit))
            case .receiveBlob(let limit, let upload):
                return Self.store(bytes, in: upload, limit: limit)
            }
        }
    }

    /// A long body, or one of unknown length, is read only as the plan says.
    @concurrent private func answerByPlan(_ request: APIRequest, body: inout BodyReader) async throws -> APIOutcome {
        switch try await pool.run({ [api] in api.plan(for: request) }) {
        case .reply(let outcome):
            return outcome
        case .collectBody(let limit, let answer):
            let bytes = try await body.collect(limit: limit)
            defer { memory.give(back: bytes.count) }
            return try await pool.run { answer(bytes) }
        case .receiveBlob(let limit, let upload):
            let receiver = UploadReceiver(pool: pool, limits: limits)
            return try await receiver.receive(&body, into: upload, limit: limit)
        }
    }

    private static func store(_ bytes: [UInt8], in upload: APIUpload, limit: UInt64?) -> APIOutcome {
        if let limit, UInt64(bytes.count) > limit {
            upload.abandon()
            return .bodyTooLong(limit: limit)
        }
        do {
            try upload.write(bytes)
        } catch {
            upload.abandon()
            return error.outcome
        }
        return upload.finish()
    }

    /// Errors after which nothing sensible can be said on this connection.
    private static func endsConnection(_ error: any Error) -> Bool {
        switch error {
        case is RequestFailure, is HTTPParserError, is ChannelError, is CancellationError, is IOError: true
        default: false
        }
    }
}

extension RequestResponder {
    private func headers(of reply: Reply, for head: RequestHead) -> HTTPFields {
        var fields = reply.headers
        if reply.hasBody { fields[.contentLength] = String(reply.byteCount) }
        fields[.date] = date.now
        if reply.closesConnection { fields[.connection] = "close" }
        security.decorate(&fields, for: head)
        return fields
    }

    private func log(_ head: RequestHead, _ reply: Reply, _ started: ContinuousClock.Instant) {
        let level: Logger.Level = reply.status >= 500 ? .warning : .debug
        guard level >= logger.logLevel else { return }
        let duration = (ContinuousClock.now - started).components
        let microseconds = duration.seconds * 1_000_000 + duration.attoseconds / 1_000_000_000_000
        logger.log(
            level: level, "request",
            metadata: [
                "method": "\(head.method)", "path": "\(head.path)", "status": "\(reply.status)",
                "bytes": "\(reply.byteCount)", "microseconds": "\(microseconds)",
            ])
    }
}

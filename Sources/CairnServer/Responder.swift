import Logging
import MLflowAPI
import NIOHTTP1

/// What a server says to each request: the checks, then the pages or the API. Knows no socket and waits for nothing but files and views.
struct Responder: Sendable {
    let api: MLflowAPI
    let pages: PageSource
    let security: SecurityRules
    let limits: ServerLimits
    let logger: Logger
    private let date = HTTPDate()

    init(api: MLflowAPI, pages: PageSource, security: SecurityRules, limits: ServerLimits, logger: Logger) {
        self.api = api
        self.pages = pages
        self.security = security
        self.limits = limits
        self.logger = logger
    }

    /// What a request's head alone tells.
    enum FirstStep {
        /// Answer now.
        case reply(Reply)
        /// Take in a short body, then ``outcome(of:head:body:)``.
        case collect
        /// Ask the API, on a thread that may block, whether and how the body is wanted.
        case plan
    }

    /// - Parameter request: the same head as the API takes it.
    func firstStep(_ head: RequestHead, _ request: APIRequest) -> FirstStep {
        if head.namesTwoHosts { return .reply(.notHTTP) }
        if let verdict = security.verdict(on: head) { return .reply(verdict) }
        // Probes touch no disk, and have to be answered when the pool is full, too.
        if head.isProbe, case .reply(let outcome) = api.plan(for: request) { return .reply(Reply(outcome)) }
        if let length = head.contentLength, length <= UInt64(limits.eagerBodyByteCount) { return .collect }
        return .plan
    }

    /// Whether the request may be decided on the thread of the connection: it is short, and the API needs no disk for it in the usual case.
    func isQuick(_ request: APIRequest) -> Bool {
        (request.contentLength ?? .max) <= UInt64(limits.quickBodyByteCount) && api.isQuick(method: request.method, path: request.path)
    }

    /// The answer to a request whose short body is here. Blocks on files and views.
    func outcome(of request: APIRequest, head: RequestHead, body: [UInt8]) -> Answer {
        if head.isRead, pages.mayServe(head.path) {
            do {
                if let page = try pages.page(for: head) { return Answer(page) }
            } catch {
                logger.error("a page failed", metadata: ["path": "\(head.path)", "error": "\(error)"])
                return Answer(.error(.internalError, "The server could not make this page; its log says why."))
            }
        }
        switch api.plan(for: request) {
        case .reply(let outcome): return Answer(outcome)
        case .collectBody(let limit, let answer):
            return Answer(body.count <= limit ? answer(body) : .bodyTooLong(limit: UInt64(limit)))
        case .receiveBlob(let limit, let upload): return Answer(Self.store(body, in: upload, limit: limit))
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
}

extension Responder {
    /// The status line and headers of an answer.
    func head(of reply: Reply, to head: RequestHead?, closing: Bool) -> HTTPResponseHead {
        var headers = HTTPHeaders()
        headers.reserveCapacity(8)
        for header in reply.headers { headers.add(name: header.name, value: header.value) }
        if reply.hasBody { headers.add(name: "Content-Length", value: String(reply.byteCount)) }
        headers.add(name: "Date", value: date.now)
        if closing { headers.add(name: "Connection", value: "close") }
        security.decorate(&headers, reply, for: head)
        return HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status), headers: headers)
    }

    func log(_ head: RequestHead?, _ reply: Reply, _ started: ContinuousClock.Instant) {
        let level: Logger.Level = reply.status >= 500 ? .warning : .debug
        guard level >= logger.logLevel, let head else { return }
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

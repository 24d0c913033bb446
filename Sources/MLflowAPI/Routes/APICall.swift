import ByteCoding
import ContentHashing
import SegmentLog
import TrackingEvents
import TrackingStore
import TrackingViews

/// One request on its way through an endpoint: what came, and what the endpoint stands on.
struct APICall: Sendable {
    let backend: MLflowBackend
    let request: APIRequest
    /// The pieces of the path that the route names, still percent-encoded.
    let parameters: [String: String]
    /// The collected body; nil before it came, and for streams.
    private(set) var body: [UInt8]?

    init(backend: MLflowBackend, request: APIRequest, parameters: [String: String]) {
        self.backend = backend
        self.request = request
        self.parameters = parameters
    }

    /// The call, now that its body is here.
    func with(body: [UInt8]) -> APICall {
        var call = self
        call.body = body
        return call
    }

    var commands: CommandHandler { backend.commands }
    var limits: APILimits { backend.limits }

    /// The views, as soon as they hold everything that this process acknowledged.
    func readableViews() throws -> TrackingViews {
        try backend.waitUntilReadable()
        return backend.views
    }

    /// A piece of the path, percent-decoded once.
    func parameter(_ name: String) throws(APIError) -> String {
        let raw = parameters[name] ?? ""
        guard let text = String(validating: PercentEncoding.decoded(raw.utf8), as: UTF8.self), !text.utf8.contains(0),
            !text.isEmpty
        else { throw .invalid("Invalid value \"\(raw.cut(to: 100))\" for parameter '\(name)' supplied.") }
        return text
    }

    /// The fields of the query string.
    func queryFields() throws(APIError) -> RequestFields {
        guard (request.query?.utf8.count ?? 0) <= limits.maximumQueryByteCount else {
            throw .invalid("The query is longer than this server's limit of \(limits.maximumQueryByteCount) bytes.")
        }
        return try QueryString(request.query).fields(limits: limits.json)
    }

    /// Who asks: the user of the credentials, else the one that the body names, as far as it names one; with which client, from where.
    func origin(user: String? = nil, tags: [Tag] = []) -> CommandOrigin {
        let named = user.flatMap { $0.isEmpty ? nil : $0 } ?? tags.last { $0.key == ReservedTags.user }?.value
        let name = request.claimedUser ?? named
        return CommandOrigin(
            actor: Actor(name: (name ?? "unknown").cut(to: 256)),
            agent: Agent(client: (request.userAgent ?? "").cut(to: 256), host: request.peer, processID: 0),
            requestID: requestID)
    }

    /// The client's ID together with what it asked for, so that an ID used for two different requests (as correlation IDs are) names two.
    /// One that is empty or longer than 128 bytes is none, and a stream needs none: the same bytes at the same path are one artifact.
    private var requestID: RequestID? {
        guard let body, let id = request.requestID, (1...128).contains(id.utf8.count) else { return nil }
        var hash = SHA256()
        for part in [request.method, request.path, request.query ?? ""] {
            hash.update(Array(part.utf8))
            hash.update([0])
        }
        hash.update(body)
        return RequestID("\(id)#\(Hexadecimal.text(of: hash.finalize().bytes.prefix(16)))")
    }

    var nowMilliseconds: Int64 { backend.clock.nowMilliseconds() }
}

extension Committed {
    /// What an answer has to wait for.
    var tickets: [CommitTicket] { ticket.map { [$0] } ?? [] }
}

/// How a route takes its request and answers it.
struct Endpoint: Sendable {
    private let makePlan: @Sendable (APICall) throws -> APIPlan

    func plan(for call: APICall) throws -> APIPlan { try makePlan(call) }

    /// Answers from the head alone.
    static func head(_ answer: @escaping @Sendable (APICall) throws -> APIOutcome) -> Endpoint {
        Endpoint { .reply(try answer($0)) }
    }

    /// Takes its fields from the query; a GET without one may bring a JSON body instead.
    static func query(_ answer: @escaping @Sendable (APICall, RequestFields) throws -> APIOutcome) -> Endpoint {
        Endpoint { call in
            if call.request.query?.isEmpty ?? true, (call.request.contentLength ?? 0) > 0 {
                return try collect(call) { try answer($0, try RequestBody.fields(of: $1, limits: call.limits.json)) }
            }
            return .reply(try answer(call, try call.queryFields()))
        }
    }

    /// Takes its fields from a JSON body.
    static func body(_ answer: @escaping @Sendable (APICall, RequestFields) throws -> APIOutcome) -> Endpoint {
        Endpoint { call in
            try RequestBody.checkContentType(call.request.contentType)
            return try collect(call) { try answer($0, try RequestBody.fields(of: $1, limits: call.limits.json)) }
        }
    }

    /// Takes its fields from a JSON body or, when there is none, from the query: for DELETE.
    static func bodyOrQuery(_ answer: @escaping @Sendable (APICall, RequestFields) throws -> APIOutcome) -> Endpoint {
        Endpoint { call in
            try collect(call) { call, body in
                if body.isEmpty { return try answer(call, try call.queryFields()) }
                try RequestBody.checkContentType(call.request.contentType)
                return try answer(call, try RequestBody.fields(of: body, limits: call.limits.json))
            }
        }
    }

    /// Takes a stream.
    static func upload(_ begin: @escaping @Sendable (APICall) throws -> APIPlan) -> Endpoint { Endpoint(makePlan: begin) }

    private static func collect(
        _ call: APICall, _ answer: @escaping @Sendable (APICall, [UInt8]) throws -> APIOutcome
    ) throws(APIError) -> APIPlan {
        let limit = call.limits.maximumJSONByteCount
        if let length = call.request.contentLength, length > UInt64(limit) {
            return .reply(.bodyTooLong(limit: UInt64(limit)))
        }
        return .collectBody(limit: limit) { body in
            do { return try answer(call.with(body: body), body) } catch { return MLflowAPI.outcome(of: error) }
        }
    }
}

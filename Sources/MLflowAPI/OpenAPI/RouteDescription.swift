/// What one route takes and gives: the entry of `/openapi.json` that stands for a ``Route`` of the same method and path.
struct RouteDescription: Sendable {
    enum Input: Sendable {
        case nothing
        case query([OpenAPIField])
        case body([OpenAPIField])
        /// The bytes of a file.
        case bytes
    }

    enum Answer: Sendable {
        case object([OpenAPIField])
        case text
        /// A file, or the part of it that a `Range` asks for.
        case file
        /// 200 without a body.
        case empty
        /// Never 200: the route says that there is no such thing here.
        case notOffered
    }

    let method: String
    let path: String
    let summary: String
    var pieces: [OpenAPIField] = []
    var input: Input = .nothing
    var answer: Answer = .object([])
    /// Whether the request names something that may not be there.
    var mayMiss = true

    static func get(_ path: String, _ summary: String, _ query: [OpenAPIField], _ answer: Answer) -> RouteDescription {
        RouteDescription(method: "GET", path: path, summary: summary, input: query.isEmpty ? .nothing : .query(query), answer: answer)
    }

    static func post(_ path: String, _ summary: String, _ body: [OpenAPIField], _ answer: Answer = .object([])) -> RouteDescription {
        RouteDescription(method: "POST", path: path, summary: summary, input: .body(body), answer: answer)
    }

    static func patch(_ path: String, _ summary: String, _ body: [OpenAPIField], _ answer: Answer = .object([])) -> RouteDescription {
        RouteDescription(method: "PATCH", path: path, summary: summary, input: .body(body), answer: answer)
    }

    static func delete(_ path: String, _ summary: String, _ body: [OpenAPIField]) -> RouteDescription {
        RouteDescription(method: "DELETE", path: path, summary: summary, input: body.isEmpty ? .nothing : .body(body))
    }

    /// The same with these pieces in its path.
    func pieces(_ pieces: OpenAPIField...) -> RouteDescription {
        var description = self
        description.pieces = pieces
        return description
    }

    /// The same, for a request that names nothing.
    var namingNothing: RouteDescription {
        var description = self
        description.mayMiss = false
        return description
    }
}

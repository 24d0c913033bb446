/// One page of a list: how much, from where, and how to go on.
struct Paging: Sendable {
    let limit: Int
    let offset: Int
    private let tokens: PageToken

    /// - Parameter fallback: the page size when the request names none; nil: everything.
    /// - Parameter query: what the page is of; a token of another query is refused.
    init(
        _ fields: RequestFields, fallback: Int?, maximum: Int, query: [String]
    ) throws(APIError) {
        let wanted = try fields.integer("max_results")
        if let wanted, wanted < 1 || wanted > Int64(maximum) {
            throw .invalid(
                "Invalid value \(wanted) for parameter 'max_results' supplied: it must be at least 1 and at most \(maximum).")
        }
        limit = wanted.map(Int.init) ?? fallback ?? Int(Int32.max)
        tokens = PageToken(query: query)
        offset = try tokens.offset(of: try fields.string("page_token"))
    }

    /// The token of the next page, when there is one.
    func nextToken(hasMore: Bool) -> String? { hasMore ? tokens.token(forOffset: offset + limit) : nil }
}

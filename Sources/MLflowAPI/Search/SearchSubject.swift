/// What is being parsed, and how an unparsable one is reported.
enum SearchSubject: Sendable {
    case filter
    case orderBy

    /// The answer to `text`, which stops making sense at byte `offset`, because of `reason`.
    ///
    /// Quotes a part of bounded length: a filter of 100 KB does not come back whole.
    func unparsable(_ text: String, at offset: Int, _ reason: String) -> APIError {
        switch self {
        case .filter:
            .invalid("Invalid clause(s) in filter string: '\(Self.excerpt(of: text, at: offset))' (\(reason))")
        case .orderBy:
            .invalid(
                "Invalid order_by clause '\(Self.excerpt(of: text, at: offset))' (\(reason)). Valid is one field per item, then ASC or DESC"
            )
        }
    }

    /// The text from `offset` on, or its end where nothing follows; at most some 80 bytes.
    private static func excerpt(of text: String, at offset: Int) -> String {
        let utf8 = Array(text.utf8)
        let start = offset < utf8.count ? max(offset, 0) : max(utf8.count - 40, 0)
        let end = min(start + 80, utf8.count)
        let part = String(decoding: utf8[start..<end], as: UTF8.self)
        return (start > 0 ? "…" : "") + part + (end < utf8.count ? "…" : "")
    }
}

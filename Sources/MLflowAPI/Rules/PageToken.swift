import ByteCoding
import ContentHashing

/// Where the next page of a list begins, bound to the query that it continues. Opaque to clients.
///
/// The offset, and eight bytes of a hash over offset and query: a token that was made up, or that belongs to another query, is refused.
struct PageToken: Sendable {
    /// What was asked for, without page size and token.
    private let query: [String]

    init(query: [String]) { self.query = query }

    /// The offset that `token` names; 0 without one.
    func offset(of token: String?) throws(APIError) -> Int {
        guard let token, !token.isEmpty else { return 0 }
        guard let bytes = Hexadecimal.bytes(of: token), bytes.count == 16 else { throw Self.invalid }
        let offset = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard offset <= UInt64(Int32.max), self.token(forOffset: Int(offset)) == token else { throw Self.invalid }
        return Int(offset)
    }

    func token(forOffset offset: Int) -> String {
        var text = "cairn-page-v1"
        for part in query + [String(offset)] { text += "\u{0}\(part.utf8.count)\u{0}\(part)" }
        let check = SHA256.digest(Array(text.utf8)).bytes.prefix(8)
        let place = (0..<8).map { UInt8(truncatingIfNeeded: UInt64(offset) >> (56 - 8 * UInt64($0))) }
        return Hexadecimal.text(of: place + check)
    }

    private static var invalid: APIError {
        .invalid("Invalid page token: use the next_page_token of the previous page, with the same query.")
    }
}

/// One page of a list: where it begins, and the addresses of its neighbours.
struct Pager: Sendable {
    /// From 1 on.
    let number: Int
    let size: Int
    private let query: QueryFields

    /// Far beyond any list that somebody pages through, and far from overflow.
    private static let numberMax = 1_000_000

    init(_ query: QueryFields, size: Int) {
        let wanted = query["page"].flatMap { Int($0) } ?? 1
        number = min(max(wanted, 1), Self.numberMax)
        self.size = size
        self.query = query
    }

    var offset: Int { (number - 1) * size }

    /// nil when everything fits on one page.
    func fields(under path: String, hasMore: Bool) -> Fields? {
        guard number > 1 || hasMore else { return nil }
        var fields: Fields = ["number": number]
        if number > 1 { fields["previous"] = address(of: number - 1, under: path) }
        if hasMore { fields["next"] = address(of: number + 1, under: path) }
        return fields
    }

    private func address(of number: Int, under path: String) -> String {
        query.setting("page", to: number > 1 ? String(number) : nil).address(under: path)
    }
}

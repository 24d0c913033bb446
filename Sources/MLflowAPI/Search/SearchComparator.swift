/// How a condition compares, whether written in signs or in words.
enum SearchComparator: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case like = "LIKE"
    case ilike = "ILIKE"
    case isIn = "IN"
    case notIn = "NOT IN"
    case isNull = "IS NULL"
    case isNotNull = "IS NOT NULL"

    init(_ sign: SearchToken.Sign) {
        self =
            switch sign {
            case .equal: .equal
            case .notEqual: .notEqual
            case .less: .less
            case .lessOrEqual: .lessOrEqual
            case .greater: .greater
            case .greaterOrEqual: .greaterOrEqual
            }
    }
}

extension Set<SearchComparator> {
    static let equality: Self = [.equal, .notEqual]
    static let patterns: Self = [.equal, .notEqual, .like, .ilike]
    static let patternsAndLists: Self = patterns.union([.isIn, .notIn])
    static let patternsAndNull: Self = patterns.union([.isNull, .isNotNull])
    static let equalityAndLists: Self = [.equal, .notEqual, .isIn, .notIn]
    static let numeric: Self = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
}

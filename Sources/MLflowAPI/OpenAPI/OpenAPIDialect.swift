/// Where a value stands, which decides how loosely it may be written: requests are read as clients of every language send them, answers are strict.
enum OpenAPIDialect: Sendable {
    /// A JSON body: numbers and booleans may come as strings, `null` is absent.
    case body
    /// A query string: everything is text already.
    case query
    case answer
}

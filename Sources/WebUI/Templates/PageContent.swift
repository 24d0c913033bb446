/// The values of a template, by name. What is absent renders as nothing.
typealias Fields = [String: Any]

/// A page before it is rendered: its template and what goes into it.
struct PageContent {
    var template: StaticString
    var title: String
    /// The pages above this one.
    var trail: [Link] = []
    var fields: Fields
    var status = 200

    static func notFound(_ reason: String) -> PageContent {
        PageContent(template: "not-found", title: "Not found", fields: ["reason": reason], status: 404)
    }
}

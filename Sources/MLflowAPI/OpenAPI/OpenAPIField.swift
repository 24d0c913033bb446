/// A named value of a request or an answer.
struct OpenAPIField: Sendable {
    let name: String
    let schema: OpenAPISchema
    /// In a request: without it the request is refused. In an answer: it is always there.
    let isRequired: Bool
    let note: String?

    static func required(_ name: String, _ schema: OpenAPISchema, _ note: String? = nil) -> OpenAPIField {
        OpenAPIField(name: name, schema: schema, isRequired: true, note: note)
    }

    static func optional(_ name: String, _ schema: OpenAPISchema, _ note: String? = nil) -> OpenAPIField {
        OpenAPIField(name: name, schema: schema, isRequired: false, note: note)
    }
}

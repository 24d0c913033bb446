extension RouteDescription {
    /// The Operation Object.
    func writeOperation(to writer: inout JSONWriter) {
        writer.member("operationId", operationID)
        writer.member("summary", summary)
        writer.member("tags", nonEmpty: [area]) { $0.value($1) }
        writer.member("parameters", nonEmpty: parameters) { writer, parameter in
            writer.object { write(parameter.field, in: parameter.place, to: &$0) }
        }
        writeBody(to: &writer)
        writer.member("responses", object: writeAnswers)
    }

    private var words: [Substring] { path.split { "/{}…".contains($0) }.filter { $0 != "2.0" && $0 != "3.0" && $0 != "mlflow" } }

    private var operationID: String {
        ([Substring(method.lowercased())] + words).joined(separator: "_").split { "-.".contains($0) }.joined(separator: "_")
    }

    private var area: String { path.hasPrefix("/") || words.count < 2 && path.hasPrefix("3.0") ? "server" : String(words[0]) }

    // MARK: Requests

    private var parameters: [(place: String, field: OpenAPIField)] {
        let inPath = pieces.map { (place: "path", field: $0) }
        guard case .query(let fields) = input else { return inPath }
        return inPath + fields.map { (place: "query", field: $0) }
    }

    private func write(_ field: OpenAPIField, in place: String, to writer: inout JSONWriter) {
        writer.member("name", field.name)
        writer.member("in", place)
        writer.member("required", field.isRequired)
        writer.name("schema")
        writer.schema(of: field, .query)
    }

    private func writeBody(to writer: inout JSONWriter) {
        switch input {
        case .nothing, .query: return
        case .body(let fields):
            writeBody("application/json", isRequired: true, to: &writer) { $0.schema(.object(fields), .body) }
        case .bytes:
            // A file may be empty.
            writeBody("application/octet-stream", isRequired: false, to: &writer) { $0.object { _ in } }
        }
    }

    private func writeBody(
        _ type: String, isRequired: Bool, to writer: inout JSONWriter, _ schema: (inout JSONWriter) -> Void
    ) {
        writer.member(
            "requestBody",
            object: { body in
                body.member("required", isRequired)
                body.member(
                    "content",
                    object: { content in
                        content.member(
                            type,
                            object: {
                                $0.name("schema")
                                schema(&$0)
                            })
                    })
            })
    }

    // MARK: Answers

    private func writeAnswers(to writer: inout JSONWriter) {
        switch answer {
        case .object(let fields): writeAnswer(200, "Done.", "application/json", .object(fields), to: &writer)
        case .text: writeAnswer(200, "Done.", "text/plain", .text(), to: &writer)
        case .empty: writer.member("200", object: { $0.member("description", "Done.") })
        case .file:
            writeAnswer(200, "The file.", "*/*", nil, to: &writer)
            writeAnswer(206, "The part of the file that was asked for.", "*/*", nil, to: &writer)
            writer.member("304", object: { $0.member("description", "The file that `If-None-Match` names.") })
        case .notOffered: break
        }
        for refusal in refusals {
            writer.member(String(refusal.status), object: { $0.member("$ref", "#/components/responses/\(refusal.rawValue)") })
        }
    }

    private func writeAnswer(
        _ status: Int, _ summary: String, _ type: String, _ schema: OpenAPISchema?, to writer: inout JSONWriter
    ) {
        writer.member(
            String(status),
            object: { response in
                response.member("description", summary)
                response.member(
                    "content",
                    object: { content in
                        if let schema { content.content(type, schema) } else { content.member(type, object: { _ in }) }
                    })
            })
    }

    /// In the order of their statuses.
    private var refusals: [OpenAPIRefusal] {
        OpenAPIRefusal.allCases.filter { refusal in
            switch refusal {
            case .invalid, .forbidden, .unavailable: true
            case .missing: mayMiss
            case .tooLong: takesBody
            case .notInFile: if case .file = answer { true } else { false }
            case .notOffered: if case .notOffered = answer { true } else { false }
            }
        }
    }

    private var takesBody: Bool {
        switch input {
        case .body, .bytes: true
        case .nothing, .query: false
        }
    }
}

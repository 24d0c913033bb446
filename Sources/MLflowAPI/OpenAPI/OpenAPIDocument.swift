/// The answer of `/openapi.json`: this API in the words of OpenAPI 3.1, rendered once, when it is first asked for.
///
/// It says what is served under `/api/`; the twin of each path under `/ajax-api/` is the same and not listed. What a schema promises is said at
/// ``OpenAPISchema``. (https://spec.openapis.org/oas/v3.1.0)
enum OpenAPIDocument {
    /// One entry for each route of ``RouteTable/all``.
    static let descriptions =
        ServerDescriptions.all + ExperimentDescriptions.all + RunDescriptions.all + RunDataDescriptions.all + ArtifactDescriptions.all
        + LoggedModelDescriptions.all + RegisteredModelDescriptions.all + ModelVersionDescriptions.all

    static let bytes: [UInt8] = {
        var writer = JSONWriter(capacity: 128 << 10)
        writer.object { document in
            document.member("openapi", "3.1.0")
            document.member("info", object: writeInfo)
            document.member("paths", object: writePaths)
            document.member("components", object: writeComponents)
        }
        return writer.bytes
    }()

    private static func writeInfo(_ writer: inout JSONWriter) {
        writer.member("title", "Cairn: MLflow's REST API")
        writer.member("version", MLflowBackend.defaultServerVersion)
        writer.member(
            "description",
            "Every path under /api/ stands under /ajax-api/ too. Names of fields may be written in camelCase; unknown fields are ignored. "
                + "A GET without a query may bring its fields as a JSON body, a DELETE without a body as a query. What breaks "
                + "a schema is refused; what keeps to it may still be refused for rules that a schema cannot say.")
    }

    private static func writePaths(_ writer: inout JSONWriter) {
        var paths: [String] = []
        for description in descriptions where !paths.contains(description.path) { paths.append(description.path) }
        for path in paths {
            writer.member(
                address(path),
                object: { item in
                    for description in descriptions where description.path == path {
                        item.member(description.method.lowercased(), object: description.writeOperation)
                    }
                })
        }
    }

    /// `{path…}` of our routes takes slashes too, which OpenAPI has no words for.
    private static func address(_ path: String) -> String {
        let path = path.split(separator: "…").joined()
        return path.hasPrefix("/") ? path : "/api/" + path
    }

    private static func writeComponents(_ writer: inout JSONWriter) {
        writer.member(
            "schemas",
            object: { schemas in
                for shape in OpenAPIShape.allCases {
                    schemas.name(shape.rawValue)
                    schemas.schema(.object(shape.members), .answer)
                }
            })
        writer.member(
            "responses",
            object: { responses in
                for refusal in OpenAPIRefusal.allCases { responses.member(refusal.rawValue, object: refusal.write) }
            })
    }
}

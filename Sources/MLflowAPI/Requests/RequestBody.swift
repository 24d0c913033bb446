/// The body of a JSON request.
enum RequestBody {
    /// The fields of the object that `bytes` hold. A string that itself holds JSON is unwrapped once; nothing at all is an empty object.
    static func fields(of bytes: [UInt8], limits: JSONReader.Limits) throws(APIError) -> RequestFields {
        if bytes.isEmpty { return RequestFields(document: try document(Array("{}".utf8), limits: limits)) }
        var document = try document(bytes, limits: limits)
        if document.kind(of: JSONDocument.root) == .string {
            document = try Self.document(document.stringBytes(at: JSONDocument.root), limits: limits)
        }
        guard document.kind(of: JSONDocument.root) == .object else {
            throw .invalid("Malformed JSON: the request's body has to be an object.")
        }
        return RequestFields(document: document)
    }

    /// Only JSON is taken, with any parameters behind it.
    static func checkContentType(_ contentType: String?) throws(APIError) {
        let type = (contentType ?? "").prefix { $0 != ";" }
        let trimmed = type.filter { $0 != " " && $0 != "\t" }.lowercased()
        guard trimmed == "application/json" else {
            throw .invalid("Bad Request. Content-Type must be application/json, not '\(contentType ?? "")'.")
        }
    }

    private static func document(_ bytes: [UInt8], limits: JSONReader.Limits) throws(APIError) -> JSONDocument {
        do { return try JSONDocument(reading: bytes, limits: limits) } catch {
            throw .invalid("Malformed JSON: \(error).")
        }
    }
}

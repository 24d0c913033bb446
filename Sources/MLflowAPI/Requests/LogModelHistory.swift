/// What `runs/log-model` keeps of a model's description.
enum LogModelHistory {
    /// The JSON of the entry: the members that later readers need, and each flavor without its `config`.
    static func entry(of json: String, limits: JSONReader.Limits) throws(APIError) -> [UInt8] {
        let document: JSONDocument
        do { document = try JSONDocument(reading: Array(json.utf8), limits: limits) } catch {
            throw .invalid("Malformed model info. The parameter 'model_json' is not valid JSON: \(error).")
        }
        guard document.kind(of: JSONDocument.root) == .object else {
            throw .invalid("Malformed model info. The parameter 'model_json' has to hold an object.")
        }
        for name in ["run_id", "artifact_path", "utc_time_created", "flavors"] where document.member(name) == nil {
            throw .invalid("Model json is missing mandatory fields: '\(name)'.")
        }
        return entry(document)
    }

    private static func entry(_ document: JSONDocument) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { entry in
            for name in ["run_id", "artifact_path", "utc_time_created", "model_uuid"] {
                guard let value = document.member(name) else { continue }
                entry.name(name)
                entry.raw(document.text(of: value))
            }
            guard let flavors = document.member("flavors") else { return }
            entry.name("flavors")
            guard document.kind(of: flavors) == .object else { return entry.raw(document.text(of: flavors)) }
            entry.object { writeFlavors(document, flavors, &$0) }
        }
        return writer.bytes
    }

    private static func writeFlavors(_ document: JSONDocument, _ flavors: Int, _ writer: inout JSONWriter) {
        for (key, flavor) in document.members(of: flavors) {
            writer.name(document.string(at: key))
            guard document.kind(of: flavor) == .object else {
                writer.raw(document.text(of: flavor))
                continue
            }
            writer.object { object in
                for (key, value) in document.members(of: flavor) where document.string(at: key) != "config" {
                    object.name(document.string(at: key))
                    object.raw(document.text(of: value))
                }
            }
        }
    }
}

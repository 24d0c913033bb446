/// JSON arrays that live in a tag's value as text.
enum JSONArrayText {
    /// `text` with one more element, given as JSON. What is no array of JSON is begun anew.
    static func appending(_ element: [UInt8], to text: String?) -> String {
        let limits = JSONReader.Limits(maximumDepth: 100, maximumNodeCount: 1_000_000)
        var writer = JSONWriter(capacity: element.count + (text?.utf8.count ?? 0) + 8)
        var elements: [ArraySlice<UInt8>] = []
        if let text, let document = try? JSONDocument(reading: Array(text.utf8), limits: limits),
            document.kind(of: JSONDocument.root) == .array
        {
            elements = document.elements(of: JSONDocument.root).map { document.text(of: $0) }
        }
        writer.array(elements + [element[...]]) { $0.raw($1) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

import TrackingStore

/// JSON arrays that live in a tag's value as text.
enum JSONArrayText {
    /// An element may be as deep as a request; inside the array it is one deeper.
    private static let limits = JSONReader.Limits(maximumDepth: 101, maximumNodeCount: 2_000_000)

    /// `text` with one more element, given as JSON.
    ///
    /// - Parameter isSet: leaves an array as it is that has the element already.
    /// - Throws: `tagIsNoArray` when `text` is no array of JSON: what is there is never thrown away.
    static func appending(_ element: [UInt8], to text: String?, key: String, isSet: Bool = false) throws(CommandError) -> String {
        var elements: [ArraySlice<UInt8>] = []
        if let text, !text.isEmpty {
            guard let document = try? JSONDocument(reading: Array(text.utf8), limits: limits),
                document.kind(of: JSONDocument.root) == .array
            else { throw .tagIsNoArray(key: key) }
            elements = document.elements(of: JSONDocument.root).map { document.text(of: $0) }
            if isSet, elements.contains(where: { $0.elementsEqual(element) }) { return text }
        }
        var writer = JSONWriter(capacity: element.count + (text?.utf8.count ?? 0) + 8)
        writer.array(elements + [element[...]]) { $0.raw($1) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

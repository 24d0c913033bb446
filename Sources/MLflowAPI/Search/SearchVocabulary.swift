/// The words that one search grammar knows, in the order in which messages list them.
///
/// A grammar has two: its entity words and its attributes. All are case-sensitive.
struct SearchVocabulary<Meaning: Sendable>: Sendable {
    private let entries: [(word: String, meaning: Meaning)]

    init(_ entries: KeyValuePairs<String, Meaning>) {
        self.entries = entries.map { ($0.key, $0.value) }
    }

    func meaning(ofEntityIn identifier: SearchIdentifier, orAttribute attribute: Meaning) throws(APIError) -> Meaning {
        guard let entity = identifier.entity else { return attribute }
        if let meaning = self[entity] { return meaning }
        throw .invalid("Invalid entity type '\(entity.shortened)'. Valid entity types are \(listed)")
    }

    /// - Parameter kind: what the word should be, for the message: `attribute`, `dataset attribute`.
    func meaning(of key: String, as kind: StaticString) throws(APIError) -> Meaning {
        if let meaning = self[key] { return meaning }
        throw .invalid("Invalid \(kind) key '\(key.shortened)' specified. Valid keys are \(listed)")
    }

    private subscript(word: String) -> Meaning? { entries.first { $0.word == word }?.meaning }

    private var listed: String { entries.map { "'\($0.word)'" }.joined(separator: ", ") }
}

extension String {
    /// At most 100 bytes of it, for a message.
    var shortened: String { utf8.count <= 100 ? self : String(decoding: utf8.prefix(100), as: UTF8.self) + "…" }
}

/// The entity words of both registry grammars. `attributes`, which the others know, is none of them.
enum RegistryEntity: Sendable {
    case attribute, tag

    private static let words = SearchVocabulary<RegistryEntity>(["attribute": .attribute, "tag": .tag, "tags": .tag])

    static func of(_ identifier: SearchIdentifier) throws(APIError) -> RegistryEntity {
        try words.meaning(ofEntityIn: identifier, orAttribute: .attribute)
    }
}

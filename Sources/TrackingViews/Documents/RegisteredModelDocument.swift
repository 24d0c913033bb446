package import TrackingEvents

/// All there is to say about a registered model, but for its older versions.
package struct RegisteredModelDocument: Hashable, Sendable {
    package var id: RegisteredModelID
    package var name: String
    /// Milliseconds since the Unix epoch.
    package var creationTime: Int64
    package var lastUpdateTime: Int64
    package var description: String?
    /// By ascending key.
    package var tags: [Tag]
    /// By ascending alias.
    package var aliases: [AliasDocument]
    /// For each stage that has any, the version with the highest number; by ascending number.
    package var latestVersions: [ModelVersionDocument]

    package init(
        id: RegisteredModelID, name: String, creationTime: Int64, lastUpdateTime: Int64, description: String?, tags: [Tag] = [],
        aliases: [AliasDocument] = [], latestVersions: [ModelVersionDocument] = []
    ) {
        self.id = id
        self.name = name
        self.creationTime = creationTime
        self.lastUpdateTime = lastUpdateTime
        self.description = description
        self.tags = tags
        self.aliases = aliases
        self.latestVersions = latestVersions
    }
}

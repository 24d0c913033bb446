package import LineageAudit
package import TrackingViews

extension CairnStore {
    /// Every event behind a version; nil when there is no such version.
    package func audit(ofModelNamed name: String, number: UInt32) throws -> VersionAudit? {
        guard let version = try views.versionDocument(ofModelNamed: name, number: number) else { return nil }
        return try audit(of: version)
    }

    /// Every event behind a version that the views have answered with.
    package func audit(of version: ModelVersionDocument) throws -> VersionAudit {
        try VersionAudit.of(version: version.id, model: version.model, events: directory, index: views)
    }
}

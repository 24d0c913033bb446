package import LineageAudit
package import MLflowAPI
import TrackingEvents
import TrackingViews

extension CairnStore {
    /// Every event behind the version that `uri` means: a version, an alias or a stage of a registered model.
    ///
    /// - Throws: ``NotFound`` when there is none, or when `uri` is of a form that names no version.
    package func audit(_ uri: ModelURI) throws -> VersionAudit {
        guard let version = try locator.version(of: uri) else {
            throw NotFound(
                message: "This names no version. Take models:/NAME/VERSION, models:/NAME@ALIAS or models:/NAME/STAGE.")
        }
        return try audit(of: version)
    }

    /// Every event behind a version; nil when there is no such version.
    package func audit(ofModelNamed name: String, number: UInt32) throws -> VersionAudit? {
        guard let version = try views.versionDocument(ofModelNamed: name, number: number) else { return nil }
        return try audit(of: version)
    }

    private func audit(of version: ModelVersionDocument) throws -> VersionAudit {
        try VersionAudit.of(version: version.id, model: version.model, events: directory, index: views)
    }
}

import TrackingEvents
import TrackingViews

/// A model version as one row of a table.
enum VersionRow {
    static func fields(_ version: ModelVersionDocument) -> Fields {
        var fields: Fields = [
            "url": PageAddress.version(model: version.modelName, number: version.number).path,
            "text": "\(version.modelName) version \(version.number)", "number": "\(version.number)",
            "aliases": version.aliases.map { "@" + $0 }.joined(separator: " "),
            "created": TimeText(milliseconds: version.creationTime).fields, "description": version.description ?? "",
        ]
        fields["stage"] = Pill(version.stage)?.fields
        return fields
    }

    /// An alias as a link to what it points at.
    static func fields(_ alias: AliasDocument, ofModel name: String) -> Fields {
        ["alias": alias.alias, "number": "\(alias.number)", "url": PageAddress.version(model: name, number: alias.number).path]
    }
}

import TrackingEvents
import TrackingViews

/// `/models` and what lies below: the registry.
extension WebUI {
    func modelsPage(_ query: QueryFields) throws -> PageContent {
        let pager = Pager(query, size: 100)
        let page = try views.searchRegisteredModels(RegisteredModelSearch(limit: pager.size, offset: pager.offset))
        var fields: Fields = ["hasModels": !page.items.isEmpty, "models": page.items.map(Self.row)]
        fields["pager"] = pager.fields(under: PageAddress.models.path, hasMore: page.hasMore)
        return PageContent(template: "models", title: "Registered models", fields: fields)
    }

    func modelPage(_ name: String, _ query: QueryFields) throws -> PageContent {
        guard let model = try views.registeredModelDocument(named: name) else {
            return .notFound("There is no registered model named \(name).")
        }
        let path = PageAddress.model(name).path
        let pager = Pager(query, size: 100)
        let versions = try views.searchVersions(
            VersionSearch(
                conditions: [.attribute(.name, .equal(name))], prompts: .included, order: [VersionOrder(field: .number, ascending: false)],
                limit: pager.size, offset: pager.offset))
        var fields: Fields = [
            "created": TimeText(milliseconds: model.creationTime).fields, "updated": TimeText(milliseconds: model.lastUpdateTime).fields,
            "hasAliases": !model.aliases.isEmpty, "aliases": model.aliases.map { VersionRow.fields($0, ofModel: name) },
            "hasVersions": !versions.items.isEmpty, "versions": try versions.items.map(rowWithRun),
        ]
        fields["description"] = model.description.flatMap { $0.isEmpty ? nil : $0 }
        fields["pager"] = pager.fields(under: path, hasMore: versions.hasMore)
        fields.merge(TagFields(model.tags).fields) { own, _ in own }
        return PageContent(template: "model", title: name, trail: [Link(text: "Models", url: PageAddress.models.path)], fields: fields)
    }

    func versionPage(_ name: String, _ number: UInt32) throws -> PageContent {
        guard let version = try views.versionDocument(ofModelNamed: name, number: number) else {
            return .notFound("There is no version \(number) of a registered model named \(name).")
        }
        var fields = VersionRow.fields(version)
        fields["description"] = version.description.flatMap { $0.isEmpty ? nil : $0 }
        fields["aliases"] = version.aliases.isEmpty ? nil : fields["aliases"]
        fields["updated"] = TimeText(milliseconds: version.lastUpdateTime).fields
        fields["source"] = version.source.text
        fields["run"] = try version.run.map { try link(toRun: $0) }
        fields["loggedModel"] = try version.loggedModel.map(loggedModelFields)
        fields["audit"] = try audit?(name, number).map { ["hasLines": !$0.isEmpty, "lines": $0.map(Self.row)] as Fields }
        fields.merge(TagFields(version.tags).fields) { own, _ in own }
        return PageContent(
            template: "version", title: "\(name) version \(number)",
            trail: [Link(text: "Models", url: PageAddress.models.path), Link(text: name, url: PageAddress.model(name).path)], fields: fields
        )
    }

    private static func row(_ model: RegisteredModelDocument) -> Fields {
        [
            "name": model.name, "url": PageAddress.model(model.name).path,
            "versions": model.latestVersions.map { version in
                VersionRow.fields(version).merging(["text": "Version \(version.number)"]) { _, short in short }
            },
            "aliases": model.aliases.map { VersionRow.fields($0, ofModel: model.name) },
            "updated": TimeText(milliseconds: model.lastUpdateTime).fields,
        ]
    }

    private static func row(_ line: AuditLine) -> Fields {
        [
            "time": TimeText(milliseconds: line.wallClockMilliseconds).fields, "event": line.event, "actor": line.actor,
            "detail": line.detail, "position": line.position,
        ]
    }

    private func rowWithRun(_ version: ModelVersionDocument) throws -> Fields {
        var fields = VersionRow.fields(version)
        fields["run"] = try version.run.map { try link(toRun: $0) }
        return fields
    }

    private func loggedModelFields(_ id: LoggedModelID) throws -> Fields {
        guard let model = try views.loggedModelDocument(id, includingDeleted: true) else { return ["text": id.rawValue] }
        return ["text": id.rawValue, "url": PageAddress.loggedModel(model.experiment, id).path]
    }
}

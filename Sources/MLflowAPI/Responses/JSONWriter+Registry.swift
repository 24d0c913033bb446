import TrackingEvents
import TrackingViews

// Registered models and their versions as JSON objects. The shapes are MLflow's.

extension JSONWriter {
    mutating func value(_ model: RegisteredModelDocument) {
        object {
            $0.member("name", model.name)
            $0.member("creation_timestamp", model.creationTime)
            $0.member("last_updated_timestamp", model.lastUpdateTime)
            $0.member("description", ifPresent: model.description)
            // The versions inside a model carry no aliases: the model lists them itself.
            $0.member("latest_versions", nonEmpty: model.latestVersions) { $0.value($1, withAliases: false) }
            $0.member("tags", tags: model.tags)
            $0.member("aliases", nonEmpty: model.aliases) { writer, alias in
                writer.object {
                    $0.member("alias", alias.alias)
                    $0.member("version", String(alias.number))
                }
            }
        }
    }

    /// Without `model_id`: a server of MLflow's own knows it, and does not say it here either.
    mutating func value(_ version: ModelVersionDocument, withAliases: Bool = true) {
        object {
            $0.member("name", version.modelName)
            $0.member("version", String(version.number))
            $0.member("creation_timestamp", version.creationTime)
            $0.member("last_updated_timestamp", version.lastUpdateTime)
            $0.member("current_stage", version.stage.mlflowName)
            $0.member("description", version.description ?? "")
            $0.member("source", ArtifactAddress.text(of: version.source))
            $0.member("run_id", version.run?.rawValue ?? "")
            $0.member("status", "READY")
            $0.member("run_link", version.runLink)
            $0.member("tags", tags: version.tags)
            if withAliases { $0.member("aliases", nonEmpty: version.aliases) { $0.value($1) } }
        }
    }
}

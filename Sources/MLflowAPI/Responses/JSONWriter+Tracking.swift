import TrackingEvents
import TrackingViews

// Experiments, runs and logged models as JSON objects. The shapes are MLflow's.

extension JSONWriter {
    mutating func member(_ name: String, tags: [Tag]) {
        member(name, nonEmpty: tags) { writer, tag in
            writer.object {
                $0.member("key", tag.key)
                $0.member("value", tag.value)
            }
        }
    }

    mutating func member(_ name: String, experiment: ExperimentDocument) {
        self.name(name)
        value(experiment)
    }

    mutating func value(_ experiment: ExperimentDocument) {
        object {
            $0.member("experiment_id", experiment.id.description)
            $0.member("name", experiment.name)
            $0.member("artifact_location", ArtifactAddress.text(of: experiment.artifactLocation))
            $0.member("lifecycle_stage", experiment.stage.mlflowName)
            $0.member("last_update_time", experiment.lastUpdateTime)
            $0.member("creation_time", experiment.creationTime)
            $0.member("tags", tags: experiment.tags)
        }
    }

    // MARK: Runs

    mutating func value(_ run: RunDocument, withOutputs: Bool = true) {
        object {
            $0.member("info", runInfo: run)
            $0.member(
                "data",
                object: { data in
                    data.member("metrics", nonEmpty: run.metrics) { writer, metric in
                        writer.object { $0.members(of: metric) }
                    }
                    data.member("params", tags: run.params)
                    data.member("tags", tags: run.tags)
                })
            $0.member(
                "inputs",
                object: { inputs in
                    inputs.member("dataset_inputs", nonEmpty: run.datasetInputs) { $0.value($1) }
                    inputs.member("model_inputs", nonEmpty: run.modelInputs) { writer, model in
                        writer.object { $0.member("model_id", model.rawValue) }
                    }
                })
            if withOutputs { $0.outputs(of: run) }
        }
    }

    mutating func member(_ name: String, runInfo run: RunDocument) {
        member(
            name,
            object: {
                $0.member("run_id", run.id.rawValue)
                $0.member("run_uuid", run.id.rawValue)
                $0.member("run_name", run.name)
                $0.member("experiment_id", run.experiment.description)
                $0.member("user_id", run.userID)
                $0.member("status", run.status.mlflowName)
                $0.member("start_time", run.startTime)
                $0.member("end_time", ifPresent: run.endTime)
                $0.member("artifact_uri", ArtifactAddress.text(of: run.artifactLocation))
                $0.member("lifecycle_stage", run.stage.mlflowName)
            })
    }

    private mutating func outputs(of run: RunDocument) {
        member(
            "outputs",
            object: {
                $0.member("model_outputs", nonEmpty: run.modelOutputs) { writer, output in
                    writer.object {
                        $0.member("model_id", output.model.rawValue)
                        $0.member("step", output.step)
                    }
                }
            })
    }

    mutating func members(of metric: LoggedMetric) {
        member("key", metric.series.key)
        member("value", metric.point.value)
        member("timestamp", metric.point.timestamp)
        member("step", metric.point.step)
        member("model_id", ifPresent: metric.series.model?.rawValue)
        member("dataset_name", ifPresent: metric.series.datasetName)
        member("dataset_digest", ifPresent: metric.series.datasetDigest)
    }

    private mutating func value(_ input: DatasetInput) {
        object {
            $0.member("tags", tags: input.tags)
            $0.member(
                "dataset",
                object: {
                    $0.member("name", input.dataset.name)
                    $0.member("digest", input.dataset.digest)
                    $0.member("source_type", input.dataset.sourceType)
                    $0.member("source", input.dataset.source)
                    $0.member("schema", ifPresent: input.dataset.schema)
                    $0.member("profile", ifPresent: input.dataset.profile)
                })
        }
    }

    // MARK: Logged models

    mutating func value(_ model: LoggedModelDocument) {
        object {
            $0.member(
                "info",
                object: {
                    $0.member("model_id", model.id.rawValue)
                    $0.member("experiment_id", model.experiment.description)
                    $0.member("name", model.name)
                    $0.member("creation_timestamp_ms", model.creationTime)
                    $0.member("last_updated_timestamp_ms", model.lastUpdateTime)
                    $0.member("artifact_uri", ArtifactAddress.text(of: model.artifactLocation))
                    $0.member("status", model.status.mlflowName)
                    $0.member("model_type", ifPresent: model.modelType)
                    $0.member("source_run_id", ifPresent: model.sourceRun?.rawValue)
                    $0.member("status_message", ifPresent: model.statusMessage)
                    $0.member("tags", tags: model.tags)
                })
            $0.member(
                "data",
                object: { data in
                    data.member("params", tags: model.params)
                    data.member("metrics", nonEmpty: model.metrics) { writer, metric in
                        writer.object {
                            $0.members(of: metric)
                            $0.member("run_id", metric.run.rawValue)
                        }
                    }
                })
        }
    }
}

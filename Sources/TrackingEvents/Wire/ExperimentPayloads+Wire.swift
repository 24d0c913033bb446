import SwiftProtobuf

extension ExperimentCreated: WirePayload {
    var wire: WireExperimentCreated {
        var wire = WireExperimentCreated()
        wire.experiment = experiment.rawValue
        wire.name = name
        wire.artifactLocation = artifactLocation.wire
        wire.tags = tags.map(\.wire)
        return wire
    }

    init(_ wire: WireExperimentCreated) throws(WireFieldError) {
        self.init(
            experiment: ExperimentID(wire.experiment), name: wire.name,
            artifactLocation: try ArtifactLocation(wire.artifactLocation, field: "artifact_location"),
            tags: wire.tags.map(Tag.init(_:)))
    }
}

extension ExperimentRenamed: WirePayload {
    var wire: WireExperimentRenamed {
        var wire = WireExperimentRenamed()
        wire.experiment = experiment.rawValue
        wire.name = name
        return wire
    }

    init(_ wire: WireExperimentRenamed) throws(WireFieldError) {
        self.init(experiment: ExperimentID(wire.experiment), name: wire.name)
    }
}

extension ExperimentLifecycleChanged: WirePayload {
    var wire: WireExperimentLifecycleChanged {
        var wire = WireExperimentLifecycleChanged()
        wire.experiment = experiment.rawValue
        wire.stage = WireLifecycleStage(rawValue: Int(stage.rawValue)) ?? .unspecified
        return wire
    }

    init(_ wire: WireExperimentLifecycleChanged) throws(WireFieldError) {
        self.init(experiment: ExperimentID(wire.experiment), stage: try known(wire.stage.rawValue, field: "stage"))
    }
}

extension ExperimentTagged: WirePayload {
    var wire: WireExperimentTagged {
        var wire = WireExperimentTagged()
        wire.experiment = experiment.rawValue
        wire.tags = tags.map(\.wire)
        return wire
    }

    init(_ wire: WireExperimentTagged) throws(WireFieldError) {
        self.init(experiment: ExperimentID(wire.experiment), tags: wire.tags.map(Tag.init(_:)))
    }
}

extension ExperimentTagRemoved: WirePayload {
    var wire: WireExperimentTagRemoved {
        var wire = WireExperimentTagRemoved()
        wire.experiment = experiment.rawValue
        wire.key = key
        return wire
    }

    init(_ wire: WireExperimentTagRemoved) throws(WireFieldError) {
        self.init(experiment: ExperimentID(wire.experiment), key: wire.key)
    }
}

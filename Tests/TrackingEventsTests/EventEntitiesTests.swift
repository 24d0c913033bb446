import Testing
import TrackingEvents

/// What the entity index will hold: an entity that is missing here is an event that an audit does not find.
@Suite struct EventEntitiesTests {
    private static let run = "run:\(Sample.run)"
    private static let experiment = "experiment:\(Sample.experiment)"
    private static let loggedModel = "logged-model:\(Sample.loggedModel)"
    private static let registeredModel = "registered-model:\(Sample.registeredModel)"
    private static let version = "model-version:\(Sample.version)"
    private static let olderVersion = "model-version:\(Sample.olderVersion)"

    static let expected: [String: [String]] = [
        "LogOpened": [], "Context": [],
        "ExperimentCreated": [experiment], "ExperimentRenamed": [experiment], "ExperimentLifecycleChanged": [experiment],
        "ExperimentTagged": [experiment], "ExperimentTagRemoved": [experiment],
        "RunCreated": [run, experiment], "RunUpdated": [run], "RunLifecycleChanged": [run], "RunDataLogged": [run], "RunTagRemoved": [run],
        "RunInputsLogged": [run, loggedModel], "RunOutputsLogged": [run, loggedModel, "logged-model:odd"],
        "LoggedModelCreated": [loggedModel, experiment, run], "LoggedModelStatusChanged": [loggedModel], "LoggedModelTagged": [loggedModel],
        "LoggedModelTagRemoved": [loggedModel], "LoggedModelParamsLogged": [loggedModel], "LoggedModelLifecycleChanged": [loggedModel],
        "ArtifactWritten": [run], "ArtifactWritten-ownerless": [], "ArtifactDeleted": [loggedModel],
        "RegisteredModelCreated": [registeredModel], "RegisteredModelRenamed": [registeredModel],
        "RegisteredModelDescribed": [registeredModel],
        "RegisteredModelDeleted": [registeredModel], "RegisteredModelTagged": [registeredModel],
        "RegisteredModelTagRemoved": [registeredModel],
        "AliasSet": [version, registeredModel], "AliasRemoved": [registeredModel],
        "ModelVersionCreated": [registeredModel, run, loggedModel], "ModelVersionCreated-bare": [registeredModel],
        "VersionNumberAssigned": [version, registeredModel], "ModelVersionDescribed": [version, registeredModel],
        "StageChanged": [version, registeredModel, olderVersion], "ModelVersionTagged": [version, registeredModel],
        "ModelVersionTagRemoved": [version, registeredModel], "ModelVersionDeleted": [version, registeredModel],
        "unknown-type": [],
    ]

    @Test func everyTypeIsExpected() {
        #expect(Set(EventType.names.values).subtracting(Self.expected.keys).isEmpty)
    }

    @Test(arguments: EventSample.all) func payloadNamesItsEntitiesTheChiefOneFirst(_ sample: EventSample) {
        guard let expected = Self.expected[sample.name] else { return }
        #expect(sample.payload.entities.map(\.description) == expected)
    }
}

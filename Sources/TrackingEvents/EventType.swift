/// The type of an event, as numbered in the schema. Numbers are never reused; unknown ones are kept, replicated and shown as unknown.
package struct EventType: RawRepresentable, Hashable, Sendable {
    package var rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let logOpened = EventType(rawValue: 10)
    package static let context = EventType(rawValue: 11)
    package static let experimentCreated = EventType(rawValue: 20)
    package static let experimentRenamed = EventType(rawValue: 21)
    package static let experimentLifecycleChanged = EventType(rawValue: 22)
    package static let experimentTagged = EventType(rawValue: 23)
    package static let experimentTagRemoved = EventType(rawValue: 24)
    package static let runCreated = EventType(rawValue: 30)
    package static let runUpdated = EventType(rawValue: 31)
    package static let runLifecycleChanged = EventType(rawValue: 32)
    package static let runDataLogged = EventType(rawValue: 33)
    package static let runTagRemoved = EventType(rawValue: 34)
    package static let runInputsLogged = EventType(rawValue: 35)
    package static let runOutputsLogged = EventType(rawValue: 36)
    package static let loggedModelCreated = EventType(rawValue: 40)
    package static let loggedModelStatusChanged = EventType(rawValue: 41)
    package static let loggedModelTagged = EventType(rawValue: 42)
    package static let loggedModelTagRemoved = EventType(rawValue: 43)
    package static let loggedModelParamsLogged = EventType(rawValue: 44)
    package static let loggedModelLifecycleChanged = EventType(rawValue: 45)
    package static let artifactWritten = EventType(rawValue: 50)
    package static let artifactDeleted = EventType(rawValue: 51)
    package static let registeredModelCreated = EventType(rawValue: 60)
    package static let registeredModelRenamed = EventType(rawValue: 61)
    package static let registeredModelDescribed = EventType(rawValue: 62)
    package static let registeredModelDeleted = EventType(rawValue: 63)
    package static let registeredModelTagged = EventType(rawValue: 64)
    package static let registeredModelTagRemoved = EventType(rawValue: 65)
    package static let aliasSet = EventType(rawValue: 66)
    package static let aliasRemoved = EventType(rawValue: 67)
    package static let modelVersionCreated = EventType(rawValue: 70)
    package static let versionNumberAssigned = EventType(rawValue: 71)
    package static let modelVersionDescribed = EventType(rawValue: 72)
    package static let stageChanged = EventType(rawValue: 73)
    package static let modelVersionTagged = EventType(rawValue: 74)
    package static let modelVersionTagRemoved = EventType(rawValue: 75)
    package static let modelVersionDeleted = EventType(rawValue: 76)
}

extension EventType: CustomStringConvertible {
    /// The name in the schema, or `Unknown(number)`.
    package var description: String { Self.names[self] ?? "Unknown(\(rawValue))" }

    /// Every type that this release knows, with its name.
    package static let names: [EventType: String] = [
        .logOpened: "LogOpened",
        .context: "Context",
        .experimentCreated: "ExperimentCreated",
        .experimentRenamed: "ExperimentRenamed",
        .experimentLifecycleChanged: "ExperimentLifecycleChanged",
        .experimentTagged: "ExperimentTagged",
        .experimentTagRemoved: "ExperimentTagRemoved",
        .runCreated: "RunCreated",
        .runUpdated: "RunUpdated",
        .runLifecycleChanged: "RunLifecycleChanged",
        .runDataLogged: "RunDataLogged",
        .runTagRemoved: "RunTagRemoved",
        .runInputsLogged: "RunInputsLogged",
        .runOutputsLogged: "RunOutputsLogged",
        .loggedModelCreated: "LoggedModelCreated",
        .loggedModelStatusChanged: "LoggedModelStatusChanged",
        .loggedModelTagged: "LoggedModelTagged",
        .loggedModelTagRemoved: "LoggedModelTagRemoved",
        .loggedModelParamsLogged: "LoggedModelParamsLogged",
        .loggedModelLifecycleChanged: "LoggedModelLifecycleChanged",
        .artifactWritten: "ArtifactWritten",
        .artifactDeleted: "ArtifactDeleted",
        .registeredModelCreated: "RegisteredModelCreated",
        .registeredModelRenamed: "RegisteredModelRenamed",
        .registeredModelDescribed: "RegisteredModelDescribed",
        .registeredModelDeleted: "RegisteredModelDeleted",
        .registeredModelTagged: "RegisteredModelTagged",
        .registeredModelTagRemoved: "RegisteredModelTagRemoved",
        .aliasSet: "AliasSet",
        .aliasRemoved: "AliasRemoved",
        .modelVersionCreated: "ModelVersionCreated",
        .versionNumberAssigned: "VersionNumberAssigned",
        .modelVersionDescribed: "ModelVersionDescribed",
        .stageChanged: "StageChanged",
        .modelVersionTagged: "ModelVersionTagged",
        .modelVersionTagRemoved: "ModelVersionTagRemoved",
        .modelVersionDeleted: "ModelVersionDeleted",
    ]
}

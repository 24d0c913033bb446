import ContentHashing
import LogPositions
import Testing
import TrackingEvents

@testable import LineageAudit

@Suite struct VersionAuditTests {
    private func audit(_ story: Story, of version: ModelVersionID? = nil) throws -> VersionAudit {
        try VersionAudit.of(version: version ?? story.second, model: Story.fraud, events: story.events, index: story.events)
    }

    /// What the audit tells beyond the story that every test begins with.
    private func sequel(_ story: Story) throws -> [String] {
        let summaries = try audit(story).entries.map(\.summary)
        #expect(Array(summaries.prefix(Story.summaries.count)) == Story.summaries)
        return Array(summaries.dropFirst(Story.summaries.count))
    }

    @Test func versionIsToldFromItsRunToItsNumberInOrder() throws {
        let audit = try audit(Story())
        #expect(audit.entries.map(\.summary) == Story.summaries)
        #expect(audit.number == 2)
        #expect(zip(audit.entries, audit.entries.dropFirst()).allSatisfy { $0.order < $1.order })
        let relations: [AuditRelation] = [
            .registeredModel, .parentRun, .run, .run, .run, .loggedModel, .loggedModel, .loggedModel, .run, .run, .version, .version,
        ]
        #expect(audit.entries.map(\.relation) == relations)
    }

    @Test func otherVersionsAreLeftOut() throws {
        var story = Story()
        story.events.append(.modelVersionTagged(ModelVersionTagged(model: Story.fraud, version: story.first, tags: [])))
        story.events.append(.stageChanged(StageChanged(model: Story.fraud, version: story.first, stage: .staging, archived: [])))
        #expect(try sequel(story) == [])
        #expect(try audit(story, of: story.first).entries.count == 6)
    }

    @Test func aliasesAreToldWhileTheyAreTheVersions() throws {
        var story = Story()
        func point(_ alias: String, at version: ModelVersionID) {
            story.events.append(.aliasSet(AliasSet(model: Story.fraud, alias: alias, version: version)))
        }
        func remove(_ alias: String) { story.events.append(.aliasRemoved(AliasRemoved(model: Story.fraud, alias: alias))) }
        point("champion", at: story.first)
        point("champion", at: story.second)
        point("champion", at: story.first)
        remove("champion")
        point("shadow", at: story.second)
        remove("shadow")
        remove("shadow")
        #expect(
            try sequel(story) == [
                "Alias “champion” was set to version 2", "Alias “champion” was set to version 1", "Alias “shadow” was set to version 2",
                "Alias “shadow” was removed",
            ])
    }

    @Test func promotionIsToldAndSoIsTheOneThatArchivedTheVersion() throws {
        var story = Story()
        story.events.append(
            .stageChanged(StageChanged(model: Story.fraud, version: story.second, stage: .production, archived: [])),
            reason: "passed review",
            actor: Actor(name: "grace", assurance: .authenticated(store: Story.store, token: "ci")))
        story.events.append(
            .stageChanged(StageChanged(model: Story.fraud, version: story.first, stage: .production, archived: [story.second])))
        #expect(
            try sequel(story) == [
                "Version 2 moved to stage Production", "Version 1 moved to stage Production; version 2 moved to Archived",
            ])
        let promotion = try #require(try audit(story).entries.dropLast().last)
        #expect(promotion.reason == "passed review")
        #expect(promotion.actor == Actor(name: "grace", assurance: .authenticated(store: Story.store, token: "ci")))
        #expect(promotion.details.contains(AuditDetail("stage", "Production")))
        #expect(promotion.details.contains(AuditDetail("number", "2")))
    }

    @Test func erasedEventsAreShownAsErased() throws {
        var story = Story()
        let secret = story.events.append(
            .modelVersionTagged(ModelVersionTagged(model: Story.fraud, version: story.second, tags: [Tag(key: "k", value: "secret")])))
        story.events.erase(secret)
        #expect(try sequel(story) == ["ModelVersionTagged (its content was erased)"])
        let entry = try #require(try audit(story).entries.last)
        #expect(entry.condition == .erased)
        #expect(entry.details == [AuditDetail("body_sha256", SHA256.digest([1]).description)])
    }

    @Test func erasedCreationKeepsItsLineage() throws {
        var story = Story()
        story.events.erase(story.second.creation)
        let summaries = try audit(story).entries.map(\.summary)
        #expect(summaries.count == Story.summaries.count)
        #expect(summaries[10] == "ModelVersionCreated (its content was erased)")
        #expect(Array(summaries.prefix(10)) == Array(Story.summaries.prefix(10)))
    }

    @Test func eventsOfLaterReleasesAreShownAsUnknown() throws {
        var story = Story()
        let position = story.events.append(.unknown(EventType(rawValue: 900), payload: [1, 2]))
        story.events.setEntities([.modelVersion(story.second)], at: position)
        #expect(try sequel(story) == ["Unknown(900): an event of a later release (2 bytes), not understood by this one"])
        #expect(try audit(story).entries.last?.condition == .unknown)
    }

    @Test func circleOfParentRunsEnds() throws {
        var story = Story()
        for (run, parent) in [(Story.parent, Story.run), (Story.run, Story.run)] {
            let tags = [Tag(key: "mlflow.parentRunId", value: parent.rawValue)]
            story.events.append(.runDataLogged(RunDataLogged(run: run, metrics: MetricColumns(), params: [], tags: tags)))
        }
        #expect(try sequel(story) == ["Logged 1 tag", "Logged 1 tag"])
    }

    @Test func modelThatTheRunReadBringsItsOwnRun() throws {
        var story = Story()
        let base = LoggedModelID("m-base")
        story.events.append(.runInputsLogged(RunInputsLogged(run: Story.run, datasets: [], models: [base])))
        story.events.append(
            .loggedModelCreated(
                LoggedModelCreated(
                    model: base, experiment: ExperimentID(12), name: "base", sourceRun: Story.otherRun, artifactLocation: .tree(path: "x"),
                    params: [], tags: [])))
        let added = try audit(story).entries.filter { $0.relation == .input }
        #expect(added.map(\.summary) == ["Run “first-try” began in experiment 12", "Model “base” was begun by run run-1"])
    }

    @Test func redactionsAlongTheWayDoNotCutTheLineage() throws {
        var story = Story()
        let base = LoggedModelID("m-base")
        let read = story.events.append(.runInputsLogged(RunInputsLogged(run: Story.run, datasets: [], models: [base])))
        let begun = story.events.append(
            .loggedModelCreated(
                LoggedModelCreated(
                    model: base, experiment: ExperimentID(12), name: "base", sourceRun: Story.otherRun, artifactLocation: .tree(path: "x"),
                    params: [], tags: [])))
        let whole = try audit(story).entries.map(\.position)
        story.events.erase(read)
        story.events.erase(begun)
        #expect(try audit(story).entries.map(\.position) == whole)
        #expect(whole.count == Story.summaries.count + 3)
    }

    @Test func runThatProducedTheModelIsFoundThroughItsOutputs() throws {
        var story = Story()
        story.events.append(
            .runOutputsLogged(RunOutputsLogged(run: Story.otherRun, models: [ModelOutput(model: Story.loggedModel, step: 0)])))
        #expect(try audit(story).entries.contains { $0.summary == "Run “first-try” began in experiment 12" && $0.relation == .run })
    }

    @Test func laterUseOfTheModelByOtherRunsIsLeftOut() throws {
        var story = Story()
        story.events.append(.runInputsLogged(RunInputsLogged(run: Story.otherRun, datasets: [], models: [Story.loggedModel])))
        #expect(try sequel(story) == [])
    }

    @Test(arguments: [(Int64(300_000), false), (300_001, true)])
    func stampFarAheadOfTheWritersClockIsFlagged(lead: Int64, isFlagged: Bool) throws {
        var story = Story()
        story.events.append(
            .modelVersionDescribed(ModelVersionDescribed(model: Story.fraud, version: story.second)), stampLead: lead)
        let entries = try audit(story).entries
        #expect(entries.last?.isStampAhead == isFlagged)
        #expect(entries.dropLast().allSatisfy { !$0.isStampAhead })
    }

    @Test func metricsParamsAndDatasetsAreInTheDetails() throws {
        let entries = try audit(Story()).entries
        #expect(
            entries[4].details == [
                AuditDetail("run", "run-2"), AuditDetail("param.depth", "6"),
                AuditDetail("metric.loss", "1.0 at step 2, the last of 3 points"),
            ])
        #expect(entries[3].details.contains(AuditDetail("dataset.1.digest", "9f8e")))
        #expect(entries[6].details.contains(AuditDetail("sha256", SHA256.digest([]).description)))
    }

    @Test func auditIsTheSameWhateverOrderTheIndexGives() throws {
        var story = Story()
        let forward = try audit(story)
        story.events.isIndexReversed = true
        #expect(try audit(story) == forward)
    }

    @Test func longRunIsToldEventByEvent() throws {
        var story = Story()
        for step in 0..<500 {
            var metrics = MetricColumns()
            metrics.append(MetricPoint(value: 1, timestamp: 1, step: Int64(step)), to: MetricSeries(key: "loss"))
            let run = step % 7 == 0 ? Story.otherRun : Story.run
            story.events.append(.runDataLogged(RunDataLogged(run: run, metrics: metrics, params: [], tags: [])))
        }
        #expect(try sequel(story).count == 500 - 72)
    }

    @Test func eventThatCannotBeReadIsAnErrorAndNotAGap() throws {
        var story = Story()
        let position = story.events.append(.modelVersionTagged(ModelVersionTagged(model: Story.fraud, version: story.second, tags: [])))
        story.events.unreadable = [position]
        #expect(throws: LineageAuditError.missingEvent(position)) { try audit(story) }
    }

    @Test func positionThatIsNoVersionOfThisModelIsAnError() throws {
        let story = Story()
        let elsewhere = ModelVersionID(creation: Position(log: MemoryEvents.firstLog, sequence: .zero))
        #expect(throws: LineageAuditError.notAVersion(elsewhere.creation)) { try audit(story, of: elsewhere) }
        #expect(throws: LineageAuditError.notAVersion(story.second.creation)) {
            try VersionAudit.of(version: story.second, model: RegisteredModelID("other"), events: story.events, index: story.events)
        }
    }
}

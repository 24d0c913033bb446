import LogPositions
import Testing
import TrackingEvents

@testable import TrackingViews

/// The registry: sections 2.9, 2.11.4 and 2.11.5 of the surface.
@Suite struct RegistryTests {
    let temporary: TemporaryViews
    let script = EventScript()
    var views: TrackingViews { temporary.views }
    private let fraud = RegisteredModelID("id-fraud")

    init() throws { temporary = try TemporaryViews() }

    private func create(_ name: String, tags: [TrackingEvents.Tag] = []) -> RegisteredModelID {
        let id = RegisteredModelID("id-" + name)
        script.add(.registeredModelCreated(RegisteredModelCreated(model: id, name: name, tags: tags)))
        return id
    }

    @discardableResult
    private func addVersion(
        _ number: UInt32, of model: RegisteredModelID, run: String? = nil, source: ArtifactLocation = .tree(path: "1/r/artifacts/model"),
        tags: [TrackingEvents.Tag] = []
    ) -> ModelVersionID {
        let position = script.add(
            .modelVersionCreated(
                ModelVersionCreated(
                    model: model, provisionalNumber: number, source: source, run: run.map { RunID($0) }, runLink: "", description: "",
                    tags: tags)))
        let version = ModelVersionID(creation: position)
        script.add(
            .versionNumberAssigned(VersionNumberAssigned(model: model, version: version, number: number, authority: StoreID("s"), epoch: 1))
        )
        return version
    }

    private func model(_ name: String) throws -> RegisteredModelDocument? {
        try views.fold(from: script)
        return try views.registeredModelDocument(named: name)
    }

    @Test func movesAliasesAndStages() throws {
        _ = create("fraud")
        let (first, second) = (addVersion(1, of: fraud), addVersion(2, of: fraud))
        script.add(.aliasSet(AliasSet(model: fraud, alias: "best", version: first)))
        script.add(.stageChanged(StageChanged(model: fraud, version: first, stage: .production, archived: [])))
        #expect(try model("fraud")?.aliases == [AliasDocument(alias: "best", number: 1)])
        #expect(try views.version(of: fraud, alias: "best")?.id == first)
        script.add(.aliasSet(AliasSet(model: fraud, alias: "best", version: second)))
        script.add(.stageChanged(StageChanged(model: fraud, version: second, stage: .production, archived: [first])))
        let shown = try #require(try model("fraud"))
        #expect(shown.latestVersions.map(\.number) == [1, 2] && shown.latestVersions.map(\.stage) == [.archived, .production])
        #expect(try views.latestVersions(ofModelNamed: "fraud", stages: [.production])?.map(\.number) == [2])
        #expect(try views.latestVersions(ofModelNamed: "fraud", stages: [.staging])?.isEmpty == true)
        #expect(try views.latestVersions(ofModelNamed: "nobody", stages: nil) == nil)
        #expect(try views.versionDocument(ofModelNamed: "fraud", alias: "best")?.aliases == ["best"])
        #expect(try views.versions(of: fraud, in: .archived).map(\.number) == [1])
    }

    @Test func deletedVersionsTakeTheirAliasesAndKeepTheirNumbers() throws {
        _ = create("fraud")
        let version = addVersion(1, of: fraud)
        script.add(.aliasSet(AliasSet(model: fraud, alias: "best", version: version)))
        script.add(.modelVersionDeleted(ModelVersionDeleted(model: fraud, version: version)))
        let shown = try #require(try model("fraud"))
        #expect(shown.aliases.isEmpty && shown.latestVersions.isEmpty)
        #expect(try views.version(of: fraud, number: 1) == nil && views.version(of: fraud, alias: "best") == nil)
        #expect(try views.registeredModel(named: "fraud")?.highestNumber == 1)
        #expect(try views.latestVersion(of: fraud) == nil)
    }

    @Test func renamingTouchesTheVersionsToo() throws {
        _ = create("fraud")
        addVersion(1, of: fraud)
        script.add(.registeredModelRenamed(RegisteredModelRenamed(model: fraud, name: "new")), at: 5_000)
        addVersion(2, of: fraud)
        #expect(try model("fraud") == nil)
        #expect(try model("new")?.name == "new")
        #expect(try views.versionDocument(ofModelNamed: "new", number: 1)?.lastUpdateTime == 5_000)
        #expect(try views.versionDocument(ofModelNamed: "new", number: 2)?.lastUpdateTime == 5_001)
    }

    @Test func descriptionsAreSetAndCleared() throws {
        _ = create("fraud")
        let version = addVersion(1, of: fraud)
        script.add(.registeredModelDescribed(RegisteredModelDescribed(model: fraud, description: "words")))
        script.add(.modelVersionDescribed(ModelVersionDescribed(model: fraud, version: version, description: nil)))
        #expect(try model("fraud")?.description == "words")
        #expect(try views.versionDocument(ofModelNamed: "fraud", number: 1)?.description == nil)
    }

    @Test func deletedModelsAreGoneWithAllTheyHad() throws {
        _ = create("fraud")
        addVersion(1, of: fraud)
        script.add(.registeredModelDeleted(RegisteredModelDeleted(model: fraud)))
        #expect(try model("fraud") == nil)
        #expect(
            try views.searchVersions(VersionSearch()).items.isEmpty && views.searchRegisteredModels(RegisteredModelSearch()).items.isEmpty)
        #expect(try views.isKnown(fraud) && views.version(of: fraud, number: 1) == nil)
    }

    @Test func theFirstAssignmentOfANumberWins() throws {
        _ = create("fraud")
        let version = addVersion(1, of: fraud)
        let rival = script.add(
            .modelVersionCreated(
                ModelVersionCreated(
                    model: fraud, provisionalNumber: 1, source: .elsewhere(uri: "s3://x"), runLink: "", description: "", tags: [])), log: 2)
        for number in [UInt32(1), 2, 3] {
            script.add(
                .versionNumberAssigned(
                    VersionNumberAssigned(
                        model: fraud, version: ModelVersionID(creation: rival), number: number, authority: StoreID("s"), epoch: 1)),
                log: 2)
        }
        try views.fold(from: script)
        #expect(try views.version(of: fraud, number: 1)?.id == version)
        #expect(try views.version(of: fraud, number: 2)?.id.creation == rival)
        #expect(try views.version(of: fraud, number: 3) == nil)
    }

    /// What arrives late may have been first: then the numbers are given out again.
    @Test func aNumberGivenEarlierAndLearnedLaterWins() throws {
        _ = create("fraud")
        let version = addVersion(1, of: fraud)
        try views.fold(from: script)
        #expect(try views.version(of: fraud, number: 1)?.id == version)
        let rival = script.add(
            .modelVersionCreated(
                ModelVersionCreated(
                    model: fraud, provisionalNumber: 1, source: .elsewhere(uri: "s3://x"), runLink: "", description: "", tags: [])),
            log: 2, at: 1_001)
        script.add(
            .versionNumberAssigned(
                VersionNumberAssigned(
                    model: fraud, version: ModelVersionID(creation: rival), number: 1, authority: StoreID("s"), epoch: 1)), log: 2,
            at: 1_002)
        try views.fold(from: script)
        #expect(try views.version(of: fraud, number: 1)?.id.creation == rival)
        #expect(try views.searchVersions(VersionSearch()).items.count == 1)
    }

    @Test func searchesModels() throws {
        _ = create("b", tags: [Tag(key: "team", value: "Red")])
        _ = create("a", tags: [Tag(key: "team", value: "blue")])
        _ = create("C")
        _ = create("ask", tags: [Tag(key: "mlflow.prompt.is_prompt", value: "true")])
        try views.fold(from: script)
        func names(_ conditions: [RegisteredModelCondition], _ prompts: PromptVisibility = .hidden, _ order: [RegisteredModelOrder] = [])
            throws -> [String]
        {
            try views.searchRegisteredModels(RegisteredModelSearch(conditions: conditions, prompts: prompts, order: order)).items.map(
                \.name)
        }
        #expect(try names([]) == ["C", "a", "b"])
        #expect(try names([], .included) == ["C", "a", "ask", "b"])
        #expect(try names([.tag("mlflow.prompt.is_prompt", .equal("true"))], .included) == ["ask"])
        #expect(try names([.tag("team", .notEqual("blue"))]) == ["b"])
        #expect(try names([.tag("team", .ilike("r%"))]) == ["b"])
        #expect(try names([.name(.ilike("c"))]) == ["C"])
        #expect(try names([.name(.isIn(["a", "b", "'; DROP TABLE versions; --"]))]) == ["a", "b"])
        #expect(try names([.name(.notIn(["a"]))], .hidden, [RegisteredModelOrder(field: .name, ascending: false)]) == ["b", "C"])
        #expect(try names([], .hidden, [RegisteredModelOrder(field: .lastUpdated)]) == ["b", "a", "C"])
        #expect(try views.registeredModel(named: "ask")?.isPrompt == true)
    }

    @Test func searchesVersions() throws {
        let (a, b) = (create("a"), create("b"))
        addVersion(1, of: a, run: "r1", tags: [Tag(key: "k", value: "v")])
        addVersion(1, of: b, run: "r2", source: .elsewhere(uri: "models:/a/1"))
        let last = addVersion(2, of: b)
        script.add(
            .stageChanged(
                StageChanged(
                    model: a, version: ModelVersionID(creation: Position(log: EventScript.log(1), sequence: SequenceNumber(2))),
                    stage: .staging, archived: [])))
        _ = last
        try views.fold(from: script)
        func found(_ conditions: [VersionCondition], _ order: [VersionOrder] = [VersionOrder(field: .name)]) throws -> [String] {
            try views.searchVersions(VersionSearch(conditions: conditions, order: order)).items.map { "\($0.modelName)\($0.number)" }
        }
        #expect(try found([]) == ["a1", "b2", "b1"])
        #expect(try found([], []) == ["a1", "b2", "b1"])
        #expect(try found([.attribute(.name, .equal("b"))]) == ["b2", "b1"])
        #expect(try found([.attribute(.runID, .isIn(["r1", "r2"]))]) == ["a1", "b1"])
        #expect(try found([.attribute(.runID, .notEqual("r1"))]) == ["b2", "b1"])
        #expect(try found([.attribute(.source, .equal("mlflow-artifacts:/1/r/artifacts/model"))]) == ["a1", "b2"])
        #expect(try found([.attribute(.source, .like("models:/%"))]) == ["b1"])
        #expect(try found([.number(IntegerComparison(.greater, 1))]) == ["b2"])
        #expect(try found([.number(IntegerComparison(.notEqual, 1))]) == ["b2"])
        #expect(try found([.tag("k", .equal("v"))]) == ["a1"])
        #expect(try found([], [VersionOrder(field: .created)]) == ["a1", "b1", "b2"])
        #expect(try found([], [VersionOrder(field: .number, ascending: false)]) == ["b2", "a1", "b1"])
    }
}

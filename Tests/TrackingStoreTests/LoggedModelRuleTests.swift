import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct LoggedModelRuleTests {
    let directory = TemporaryDirectory()

    private func storeWithModel(_ folding: TestStore.Folding) throws -> (TestStore, LoggedModelFacts) {
        let store = try TestStore(at: directory.path)
        let experiment = try store.perform(folding) { try $0.create("a") }
        let model = try store.perform(folding) {
            try $0.createLoggedModel(
                experiment: experiment.id, name: "", modelType: nil, sourceRun: nil,
                params: [Param(key: "p", value: "1")], tags: [], by: TestStore.origin)
        }
        return (store, model)
    }

    @Test(arguments: TestStore.Folding.allCases)
    func newModelIsPendingAndHasItsDirectory(_ folding: TestStore.Folding) throws {
        let (_, model) = try storeWithModel(folding)
        #expect(model.id.rawValue.hasPrefix("m-") && model.id.rawValue.count == 34)
        #expect(model.status == .pending)
        #expect(model.artifactLocation == .tree(path: "\(model.experiment)/models/\(model.id)/artifacts"))
    }

    @Test(arguments: TestStore.Folding.allCases)
    func paramIsRefusedTheSecondTimeWhateverItsValue(_ folding: TestStore.Folding) throws {
        let (store, model) = try storeWithModel(folding)
        try store.perform(folding) {
            try $0.addLoggedModelParams(model.id, params: [Param(key: "q", value: "1")], by: TestStore.origin)
        }
        for key in ["p", "q"] {
            #expect(
                refusal {
                    try store.perform(folding) {
                        try $0.addLoggedModelParams(model.id, params: [Param(key: key, value: "1")], by: TestStore.origin)
                    }
                } == #"loggedModelParamExists(\#(model.id), key: "\#(key)")"#)
        }
    }

    @Test(arguments: TestStore.Folding.allCases)
    func deletedModelIsUnknownExceptToDeletingAndRestoring(_ folding: TestStore.Folding) throws {
        let (store, model) = try storeWithModel(folding)
        try store.perform(folding) { try $0.deleteLoggedModel(model.id, by: TestStore.origin) }
        try store.perform(folding) { try $0.deleteLoggedModel(model.id, by: TestStore.origin) }
        let refused: [(CommandHandler) throws -> Committed<Void>] = [
            { try $0.setLoggedModelStatus(model.id, status: .ready, message: nil, by: TestStore.origin) },
            { try $0.tagLoggedModel(model.id, tags: [Tag(key: "k", value: "v")], by: TestStore.origin) },
            { try $0.removeLoggedModelTag(model.id, key: "k", by: TestStore.origin) },
            { try $0.addLoggedModelParams(model.id, params: [], by: TestStore.origin) },
            { try $0.editLoggedModelTag(model: model.id, key: "k", by: TestStore.origin) { _ in "v" } },
        ]
        for command in refused {
            #expect(refusal { try store.perform(folding, command) } == "unknownLoggedModel(\(model.id))")
        }
        try store.perform(folding) { try $0.restoreLoggedModel(model.id, by: TestStore.origin) }
        try store.perform(folding) {
            try $0.setLoggedModelStatus(model.id, status: .ready, message: nil, by: TestStore.origin)
        }
    }

    @Test(arguments: TestStore.Folding.allCases)
    func tagsAreSetEditedAndRemoved(_ folding: TestStore.Folding) throws {
        let (store, model) = try storeWithModel(folding)
        try store.perform(folding) {
            try $0.tagLoggedModel(model.id, tags: [Tag(key: "k", value: "1"), Tag(key: "k", value: "2")], by: TestStore.origin)
        }
        try store.perform(folding) {
            try $0.editLoggedModelTag(model: model.id, key: "k", by: TestStore.origin) { ($0 ?? "?") + "3" }
        }
        try store.fold(through: try store.commands.create("flush").ticket)
        #expect(store.facts.state.loggedModelTags[model.id] == ["k": "23"])
        try store.perform(folding) { try $0.removeLoggedModelTag(model.id, key: "k", by: TestStore.origin) }
        #expect(
            refusal { try store.perform(folding) { try $0.removeLoggedModelTag(model.id, key: "k", by: TestStore.origin) } }
                == #"unknownLoggedModelTag(\#(model.id), key: "k")"#)
    }
}

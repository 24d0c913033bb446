import Testing
import TrackingEvents

@testable import TrackingStore

@Suite struct ExperimentRuleTests {
    let directory = TemporaryDirectory()

    @Test(arguments: TestStore.Folding.allCases)
    func experimentGetsTheIDDerivedFromItsNameAndADirectoryOfItsOwn(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        let made = try store.perform(folding) {
            try $0.createExperiment(name: "churn", artifactLocation: nil, tags: [], by: TestStore.origin)
        }
        #expect(made.id == ExperimentID.derived(fromName: "churn", counter: 0))
        #expect(made.artifactLocation == .tree(path: "\(made.id)"))
        let first = try store.perform(folding) {
            try $0.createExperiment(name: "Default", artifactLocation: nil, tags: [], by: TestStore.origin)
        }
        #expect(first.id == .default)
    }

    @Test(arguments: TestStore.Folding.allCases)
    func takenNameIsRefusedEvenWhenItsHolderIsDeleted(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        let id = try store.perform(folding) { try $0.create("a") }.id
        try store.perform(folding) { try $0.create("b") }
        #expect(refusal { try store.perform(folding) { try $0.create("a") } } == #"experimentExists(name: "a", isDeleted: false)"#)
        #expect(
            refusal { try store.perform(folding) { try $0.renameExperiment(id, to: "b", by: TestStore.origin) } }
                == #"experimentExists(name: "b", isDeleted: false)"#)
        try store.perform(folding) { try $0.deleteExperiment(id, by: TestStore.origin) }
        #expect(refusal { try store.perform(folding) { try $0.create("a") } } == #"experimentExists(name: "a", isDeleted: true)"#)
    }

    @Test(arguments: TestStore.Folding.allCases)
    func nameFreedByARenameMakesAnotherExperiment(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        let old = try store.perform(folding) { try $0.create("a") }
        let renamed = try store.perform(folding) { try $0.renameExperiment(old.id, to: "b", by: TestStore.origin) }
        #expect(renamed.name == "b")
        let new = try store.perform(folding) { try $0.create("a") }
        #expect(new.id == ExperimentID.derived(fromName: "a", counter: 1))
        #expect(refusal { try store.perform(folding) { try $0.create("b") } } == #"experimentExists(name: "b", isDeleted: false)"#)
    }

    @Test(arguments: TestStore.Folding.allCases)
    func lifecycleOfAnExperimentIsNotIdempotentAndCascades(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        let id = try store.perform(folding) { try $0.create("a") }.id
        let run = try store.perform(folding) { try $0.start(in: id) }.id
        #expect(
            refusal { try store.perform(folding) { try $0.restoreExperiment(id, by: TestStore.origin) } } == "experimentNotDeleted(\(id))")
        try store.perform(folding) { try $0.deleteExperiment(id, by: TestStore.origin) }
        #expect(refusal { try store.perform(folding) { try $0.deleteExperiment(id, by: TestStore.origin) } } == "experimentDeleted(\(id))")
        #expect(refusal { try store.perform(folding) { try $0.start(in: id) } } == "experimentDeleted(\(id))")
        #expect(
            refusal { try store.perform(folding) { try $0.renameExperiment(id, to: "c", by: TestStore.origin) } }
                == "experimentDeleted(\(id))")
        #expect(refusal { try store.perform(folding) { try $0.log(run, param: "p", "1") } } == "runDeleted(\(run))")
        try store.perform(folding) { try $0.restoreExperiment(id, by: TestStore.origin) }
        try store.perform(folding) { try $0.log(run, param: "p", "1") }
    }

    @Test(arguments: TestStore.Folding.allCases)
    func tagsAreSetAndRemovedAndAreMissed(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        let id = try store.perform(folding) { try $0.create("a") }.id
        try store.perform(folding) {
            try $0.tagExperiment(id, tags: [Tag(key: "k", value: "v")], by: TestStore.origin)
        }
        try store.perform(folding) { try $0.removeExperimentTag(id, key: "k", by: TestStore.origin) }
        #expect(
            refusal { try store.perform(folding) { try $0.removeExperimentTag(id, key: "k", by: TestStore.origin) } }
                == #"unknownExperimentTag(\#(id), key: "k")"#)
        #expect(
            refusal { try store.perform(folding) { try $0.tagExperiment(ExperimentID(7), tags: [], by: TestStore.origin) } }
                == "unknownExperiment(7)")
    }

    @Test(arguments: TestStore.Folding.allCases)
    func fiftyFirstCustomViewIsRefused(_ folding: TestStore.Folding) throws {
        let store = try TestStore(at: directory.path)
        let id = try store.perform(folding) { try $0.create("a") }.id
        let tags = (0..<50).map { Tag(key: "mlflow.customView.view\($0)", value: "v") }
        try store.perform(folding) { try $0.tagExperiment(id, tags: tags, by: TestStore.origin) }
        try store.perform(folding) { try $0.tagExperiment(id, tags: [tags[3]], by: TestStore.origin) }
        let one = Tag(key: "mlflow.customView.view50", value: "v")
        #expect(
            refusal { try store.perform(folding) { try $0.tagExperiment(id, tags: [one], by: TestStore.origin) } }
                .hasPrefix("tooManyExperimentTags"))
    }
}

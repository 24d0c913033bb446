import ArgumentParser
import CairnCore
import TrackingStore
import TrackingViews

struct ExperimentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiments", abstract: "List, show, delete and restore experiments.",
        discussion: "Example:\n  cairn experiments ls --all",
        subcommands: [List.self, Show.self, Delete.self, Restore.self])
}

extension ExperimentsCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ls", abstract: "List experiments, newest first.", discussion: "Example:\n  cairn experiments ls --deleted")

        @OptionGroup var store: StoreLocation
        @OptionGroup var lifecycle: LifecycleOptions

        @Option(help: "How many at most.")
        var limit = 1000

        func run() throws {
            let found = try store.use { store in
                try store.views.searchExperiments(ExperimentSearch(view: lifecycle.view, limit: limit)).items
            }
            if store.json { return try JSONOutput.print(found.map(ExperimentOutput.init)) }
            var table = TextTable("ID", "NAME", "STAGE", "CREATED")
            for item in found {
                table.add("\(item.id)", item.name, item.stage.name, TimeText.of(milliseconds: item.creationTime))
            }
            print(table.text(orIfEmpty: "no experiments"))
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show one experiment.", discussion: "Example:\n  cairn experiments show fraud")

        @OptionGroup var store: StoreLocation

        @Argument(help: "Its name or ID.")
        var experiment: String

        func run() throws {
            let found = ExperimentOutput(try store.use { try $0.experiment(nameOrID: experiment) })
            try store.json ? JSONOutput.print(found) : print(found.text)
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "delete", abstract: "Delete an experiment and its runs; they can be restored.",
            discussion: "Example:\n  cairn experiments delete fraud --reason 'wrong data'")

        @OptionGroup var store: StoreLocation
        @OptionGroup var why: ReasonOption

        @Argument(help: "Its name or ID.")
        var experiment: String

        func run() throws {
            try store.command { store in
                let id = try store.experiment(nameOrID: experiment).id
                return try store.commands.deleteExperiment(id, by: store.localOrigin(reason: why.reason))
            }
            try store.confirm("deleted", experiment)
        }
    }

    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "restore", abstract: "Restore a deleted experiment and all its runs.",
            discussion: "Example:\n  cairn experiments restore fraud")

        @OptionGroup var store: StoreLocation
        @OptionGroup var why: ReasonOption

        @Argument(help: "Its name or ID.")
        var experiment: String

        func run() throws {
            try store.command { store in
                let id = try store.experiment(nameOrID: experiment).id
                return try store.commands.restoreExperiment(id, by: store.localOrigin(reason: why.reason))
            }
            try store.confirm("restored", experiment)
        }
    }
}

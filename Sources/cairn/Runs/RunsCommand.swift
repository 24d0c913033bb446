import ArgumentParser
import CairnCore
import MLflowAPI
import TrackingEvents
import TrackingStore
import TrackingViews

struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List, show, delete and restore runs.",
        discussion: "Example:\n  cairn runs ls --experiment fraud --filter \"metrics.auc > 0.9\"",
        subcommands: [List.self, Show.self, Delete.self, Restore.self])
}

extension RunsCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ls", abstract: "List runs, newest first.",
            discussion: """
                --filter and --order-by take MLflow's search language.

                Example:
                  cairn runs ls --experiment fraud --filter "params.lr = '0.01'" --order-by "metrics.loss ASC"
                """)

        @OptionGroup var store: StoreLocation
        @OptionGroup var lifecycle: LifecycleOptions

        @Option(help: "Only runs of this experiment (name or ID); all by default.")
        var experiment: String?

        @Option(help: "Only runs that match.")
        var filter = ""

        @Option(help: "In this order.")
        var orderBy: [String] = []

        @Option(help: "How many at most.")
        var limit = 100

        func run() throws {
            let runs = try store.use { try find($0) }
            if store.json { return try JSONOutput.print(runs.map(RunOutput.init)) }
            var table = TextTable("RUN", "NAME", "STATUS", "STARTED", "EXPERIMENT", "METRICS")
            for run in runs {
                let metrics = run.metrics.prefix(3).map { "\($0.series.key)=\($0.point.value)" }.joined(separator: " ")
                table.add(
                    "\(run.id)", run.name, run.stage == .deleted ? "deleted" : run.status.name,
                    TimeText.of(milliseconds: run.startTime), "\(run.experiment)", metrics)
            }
            print(table.text(orIfEmpty: "no runs"))
        }

        private func find(_ store: CairnStore) throws -> [RunDocument] {
            let conditions = try RunSearchGrammar.conditions(of: filter)
            let order = try RunSearchGrammar.order(of: orderBy)
            var experiments = try store.views.searchExperiments(ExperimentSearch(view: .all, limit: 50_000)).items.map(\.id)
            if let experiment { experiments = [try store.experiment(nameOrID: experiment).id] }
            let search = RunSearch(
                experiments: experiments, conditions: conditions, view: lifecycle.view, order: order, limit: limit)
            return try store.views.searchRuns(search).items
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show one run: params, latest metrics, tags, inputs and outputs.",
            discussion: "Example:\n  cairn runs show 0123456789abcdef0123456789abcdef --json")

        @OptionGroup var store: StoreLocation

        @Argument(help: ArgumentHelp("The run's ID.", valueName: "run"))
        var id: String

        func run() throws {
            let found = RunOutput(try store.use { try $0.run(id: id) })
            try store.json ? JSONOutput.print(found) : print(found.text)
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "delete", abstract: "Delete a run; it can be restored.",
            discussion: "Example:\n  cairn runs delete 0123456789abcdef0123456789abcdef --reason 'wrong data'")

        @OptionGroup var store: StoreLocation
        @OptionGroup var why: ReasonOption

        @Argument(help: ArgumentHelp("The run's ID.", valueName: "run"))
        var id: String

        func run() throws {
            try store.command { try $0.commands.deleteRun(RunID(id), by: $0.localOrigin(reason: why.reason)) }
            try store.confirm("deleted", id)
        }
    }

    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "restore", abstract: "Restore a deleted run.",
            discussion: "Example:\n  cairn runs restore 0123456789abcdef0123456789abcdef")

        @OptionGroup var store: StoreLocation
        @OptionGroup var why: ReasonOption

        @Argument(help: ArgumentHelp("The run's ID.", valueName: "run"))
        var id: String

        func run() throws {
            try store.command { try $0.commands.restoreRun(RunID(id), by: $0.localOrigin(reason: why.reason)) }
            try store.confirm("restored", id)
        }
    }
}

import ArgumentParser
import CairnCore
import MLflowAPI
import TrackingEvents
import TrackingViews

struct ModelsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "List registered models.", discussion: "Example:\n  cairn models ls --filter \"name LIKE 'fraud%'\"")

    @OptionGroup var store: StoreLocation

    @Option(help: "Only models that match, in MLflow's search language.")
    var filter = ""

    @Option(help: "How many at most.")
    var limit = 1000

    func run() throws {
        let models = try store.use { store in
            let query = try RegisteredModelSearchGrammar.conditions(of: filter)
            let search = RegisteredModelSearch(
                conditions: query.conditions, prompts: query.prompts, limit: limit)
            return try store.views.searchRegisteredModels(search).items
        }
        if store.json { return try JSONOutput.print(models.map(RegisteredModelOutput.init)) }
        var table = TextTable("NAME", "LATEST VERSIONS", "ALIASES", "UPDATED")
        for model in models {
            let versions = model.latestVersions.map { "\($0.number) (\($0.stage.name))" }.joined(separator: ", ")
            let aliases = model.aliases.map { "@\($0.alias) = \($0.number)" }.joined(separator: ", ")
            table.add(model.name, versions, aliases, TimeText.of(milliseconds: model.lastUpdateTime))
        }
        print(table.text(orIfEmpty: "no registered models"))
    }
}

import ArgumentParser
import CairnCore
import MLflowAPI
import TrackingStore
import TrackingViews

struct ModelsDeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a registered model, one of its versions, or a logged model.",
        discussion: """
            Registered models and versions are deleted for good: their numbers are never used again, and the audit keeps their history. A logged
            model can be restored.

            Example:
              cairn models delete models:/fraud/3 --reason 'trained on leaked labels'
            """)

    @OptionGroup var store: StoreLocation
    @OptionGroup var why: ReasonOption

    @Argument(help: "A registered model's name, or a models:/ URI.")
    var model: String

    func run() throws {
        try store.command(delete)
        try store.confirm("deleted", model)
    }

    private func delete(_ store: CairnStore) throws -> Committed<Void> {
        let origin = store.localOrigin(reason: why.reason)
        guard let uri = ModelURI(model) else {
            return try store.commands.deleteRegisteredModel(named: model, by: origin)
        }
        if case .loggedModel(let id, _) = uri { return try store.commands.deleteLoggedModel(id, by: origin) }
        guard let version = try store.locator.version(of: uri) else {
            throw CommandFailure(.usage, "'\(model)' names no model. Take one of \(ModelURI.forms).")
        }
        return try store.commands.deleteVersion(of: version.modelName, number: version.number, by: origin)
    }
}

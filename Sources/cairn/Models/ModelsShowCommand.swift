import ArgumentParser
import CairnCore
import MLflowAPI
import TrackingViews

struct ModelsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a registered model, a version or a logged model.",
        discussion: "Example:\n  cairn models show models:/fraud/7")

    @OptionGroup var store: StoreLocation

    @Argument(help: "A registered model's name, or a models:/ URI.")
    var model: String

    func run() throws {
        try store.use { store in
            guard let uri = ModelURI(model) else { return try showRegisteredModel(store) }
            if case .loggedModel(let id, _) = uri {
                guard let found = try store.views.loggedModelDocument(id, includingDeleted: true) else {
                    throw NotFound(message: "There is no logged model \(id).")
                }
                return try show(LoggedModelOutput(found)) { $0.text }
            }
            guard let version = try store.locator.version(of: uri) else {
                throw CommandFailure(.usage, "'\(model)' names no model. Take one of \(ModelURI.forms).")
            }
            try show(ModelVersionOutput(version)) { $0.text }
        }
    }

    private func showRegisteredModel(_ store: CairnStore) throws {
        guard let found = try store.views.registeredModelDocument(named: model) else {
            throw NotFound(message: "There is no registered model '\(model)'. `cairn models ls` lists them.")
        }
        try show(RegisteredModelOutput(found)) { $0.text }
    }

    private func show<Output: Encodable>(_ output: Output, _ text: (Output) -> String) throws {
        if store.json { try JSONOutput.print(output) } else { print(text(output)) }
    }
}

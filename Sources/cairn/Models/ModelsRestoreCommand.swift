import ArgumentParser
import CairnCore
import MLflowAPI
import TrackingStore

struct ModelsRestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restore a deleted logged model.",
        discussion: "Example:\n  cairn models restore models:/m-0123456789abcdef0123456789abcdef")

    @OptionGroup var store: StoreLocation
    @OptionGroup var why: ReasonOption

    @Argument(help: "The logged model's models:/m-ID.")
    var model: String

    func run() throws {
        guard case .loggedModel(let id, _)? = ModelURI(model) else {
            throw CommandFailure(
                .usage,
                "Only logged models (models:/m-ID) can be restored. Registered models and versions are deleted for good: register again.")
        }
        try store.command { try $0.commands.restoreLoggedModel(id, by: $0.localOrigin(reason: why.reason)) }
        try store.confirm("restored", model)
    }
}

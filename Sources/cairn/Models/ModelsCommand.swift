import ArgumentParser

struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List, show, delete and restore registered models, versions and logged models.",
        discussion: """
            A model is named by its name, a version by models:/NAME/VERSION (or /STAGE, or @ALIAS), a logged model by models:/m-ID.

            Example:
              cairn models show models:/fraud@champion
            """,
        subcommands: [ModelsListCommand.self, ModelsShowCommand.self, ModelsDeleteCommand.self, ModelsRestoreCommand.self])
}

import ArgumentParser
import MLflowAPI

/// The URI argument of the commands on artifacts.
struct ArtifactURI: ParsableArguments {
    @Argument(help: ArgumentHelp("\(ModelURI.forms).", valueName: "uri"))
    var text: String

    func parsed() throws -> ModelURI {
        guard let uri = ModelURI(text) else {
            throw CommandFailure(.usage, "'\(text)' names no artifacts. Take one of \(ModelURI.forms).")
        }
        return uri
    }
}

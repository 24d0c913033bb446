import ArgumentParser

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Print the version.", discussion: "Example:\n  cairn version --json")

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        if json { try JSONOutput.print(["version": CairnVersion.text]) } else { print("cairn \(CairnVersion.text)") }
    }
}

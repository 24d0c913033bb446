import ArgumentParser
import CairnCore
import LineageAudit
import LogPositions
import MLflowAPI
import TrackingViews

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "List, in order, every event behind a model version.",
        discussion: """
            Its run with params, metrics and artifacts, its registration, stages and aliases: each with its position in the log, its time and who
            did it.

            Example:
              cairn audit models:/fraud@champion
            """)

    @OptionGroup var store: StoreLocation

    @Argument(help: "models:/NAME/VERSION, models:/NAME@ALIAS or models:/NAME/STAGE.")
    var uri: String

    @Flag(help: "Every detail of every event; else the first twelve.")
    var full = false

    private static let notAVersion = "names no version. Take models:/NAME/VERSION, models:/NAME@ALIAS or models:/NAME/STAGE."

    func run() throws {
        guard let parsed = ModelURI(uri) else {
            throw CommandFailure(.usage, "'\(uri)' \(Self.notAVersion)")
        }
        try store.use { store in
            guard let version = try store.locator.version(of: parsed) else {
                throw CommandFailure(.usage, "'\(uri)' \(Self.notAVersion)")
            }
            let output = AuditOutput(version, try store.audit(of: version))
            try self.store.json ? JSONOutput.print(output) : print(output.text(detailLimit: full ? .max : 12))
        }
    }
}

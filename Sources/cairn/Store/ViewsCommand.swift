import ArgumentParser
import CairnCore
import TrackingStore
import TrackingViews

struct ViewsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "views", abstract: "Work on the views: what the events add up to.", discussion: "Example:\n  cairn views rebuild",
        subcommands: [Rebuild.self])

    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rebuild",
            abstract: "Throw the views away and make them again from the logs. Loses nothing; no server may run meanwhile.",
            discussion: "Example:\n  cairn views rebuild --store ./cairn-store")

        @OptionGroup var store: StoreLocation

        func run() throws {
            let events = try store.useAlone { store in
                let bar = ProgressBar("rebuilding")
                defer { bar.finish() }
                var count: UInt64 = 0
                try store.rebuildViews {
                    count = $0.foldedEventCount
                    bar.update(done: $0.foldedEventCount, total: $0.totalEventCount)
                }
                return count
            }
            if store.json { try JSONOutput.print(["events": events]) } else { print("rebuilt from \(events) events") }
        }
    }
}

import ArgumentParser
import CairnCore
import Foundation
import Logging
import TrackingStore
import TrackingViews

/// The options that every command on a store has.
struct StoreLocation: ParsableArguments {
    @Option(help: ArgumentHelp("The store's directory; else $CAIRN_STORE, else ./cairn-store.", valueName: "dir"))
    var store: String?

    @Flag(help: "Print JSON.")
    var json = false

    var path: String { store ?? ProcessInfo.processInfo.environment["CAIRN_STORE"] ?? "./cairn-store" }

    /// Opens the store, brings its views up to date, lets `body` work on it, and closes it whatever happens.
    func use<Answer>(_ access: StoreAccess = .readOnly, _ body: (CairnStore) throws -> Answer) throws -> Answer {
        try use(StoreOptions(access: access, agent: Self.agent, logger: Self.quietLogger), body)
    }

    /// The same, for writing, while no server has the store: its readers would see half of what is made anew.
    func useAlone<Answer>(_ body: (CairnStore) throws -> Answer) throws -> Answer {
        var options = StoreOptions(access: .readWrite, agent: Self.agent, logger: Self.quietLogger)
        options.isServer = true
        return try use(options, body)
    }

    private func use<Answer>(_ options: StoreOptions, _ body: (CairnStore) throws -> Answer) throws -> Answer {
        let store = try CairnStore.open(at: path, options)
        let answer = Result {
            let bar = ProgressBar("reading the logs")
            try store.catchUp { bar.update(done: $0.foldedEventCount, total: $0.totalEventCount) }
            bar.finish()
            return try body(store)
        }
        let closing = Result { try store.close() }
        let value = try answer.get()
        try closing.get()
        return value
    }

    /// What commands of this program are said to come from.
    static var agent: String { "cairn/\(CairnVersion.text)" }

    /// Commands speak through their output and errors; the store's log lines are for servers.
    static var quietLogger: Logger { Logger(label: "cairn", factory: { _ in SwiftLogNoOpLogHandler() }) }
}

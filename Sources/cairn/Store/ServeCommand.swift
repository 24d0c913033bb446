import ArgumentParser
import CairnCore
import CairnServer
import Foundation
import Logging
import MLflowAPI
import TrackingStore

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve a store to MLflow clients and browsers.",
        discussion: """
            Creates the store when it is missing. Stops on SIGTERM and Ctrl-C once the requests in progress are answered.

            Example:
              cairn serve --store ./cairn-store --port 5000
              MLFLOW_TRACKING_URI=http://127.0.0.1:5000 python train.py
            """)

    @OptionGroup var store: StoreLocation

    @Option(help: "The address to listen on. There is no authentication: keep it local, or behind a proxy that has.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port: UInt16 = 5000

    @Option(
        parsing: .upToNextOption,
        help: "Host names that requests may use, instead of this machine's and private networks' (* matches anything).")
    var allowedHosts: [String] = []

    @Option(parsing: .upToNextOption, help: "Origins besides this machine's whose pages may write.")
    var corsAllowedOrigins: [String] = []

    @Option(
        help: "How much is logged on standard error: trace, debug, info, notice, warning, error.", transform: Self.level(named:))
    var logLevel: Logger.Level = .info

    @OptionGroup(title: "Limits of the server") var connectionLimits: ConnectionLimitOptions
    @OptionGroup(title: "Limits of one request") var requestLimits: RequestLimitOptions

    private static func level(named name: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: name) else { throw ValidationError("'\(name)' is not a log level.") }
        return level
    }

    func run() async throws {
        ServerMemory.configure()
        var logger = Logger(label: "cairn", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = logLevel
        var options = StoreOptions(
            access: .readWrite, createIfMissing: true, keepsFolding: true, agent: StoreLocation.agent, logger: logger)
        options.isServer = true
        requestLimits.apply(to: &options.limits)
        let opened = try CairnStore.open(at: store.path, options)
        let serving = await Result { try await serve(opened, logger) }
        let closing = Result { try opened.close() }
        try serving.get()
        try closing.get()
    }

    private func serve(_ opened: CairnStore, _ logger: Logger) async throws {
        var options = ServerOptions()
        options.host = host
        options.port = Int(port)
        options.security.allowedHosts = allowedHosts.isEmpty ? nil : allowedHosts
        options.security.allowedOrigins = corsAllowedOrigins
        connectionLimits.apply(to: &options.limits)
        let address = host.contains(":") ? "[\(host)]" : host
        let path = store.path
        let server = try CairnServer(store: opened, options: options, logger: logger) { port in
            StandardOutput.printNow("Cairn listens on http://\(address):\(port)  (store \(path))")
        }
        try await server.run()
    }
}

extension Result where Failure == any Error {
    /// Keeps the outcome of asynchronous work, so that what was opened can be closed first.
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

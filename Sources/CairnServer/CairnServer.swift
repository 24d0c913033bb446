package import CairnCore
package import Logging
import MLflowAPI
import NIOCore
import ServiceLifecycle
import UnixSignals
import WebUI

/// Serves one store over HTTP/1.1 until it is told to stop.
///
/// It adds the socket, the checks of ``SecurityOptions``, the bounds of ``ServerLimits`` and the wait for durability; what a request
/// means is decided by MLflowAPI and the pages. It does not open or close the store.
package final class CairnServer: Sendable {
    private let group: ServiceGroup
    private let pool: BlockingPool
    private let options: ServerOptions

    /// - Parameter onListening: called once, with the port, when connections are accepted.
    package init(
        store: CairnStore, options: ServerOptions, logger: Logger = .silent,
        onListening: @escaping @Sendable (_ port: Int) -> Void
    ) throws {
        self.options = options
        pool = BlockingPool(threadCount: options.limits.blockingThreadCount)
        let responder = Responder(
            api: store.api, pages: PageSource(store), security: SecurityRules(options: options.security, boundHost: options.host),
            limits: options.limits, logger: logger)
        let listener = Listener(responder: responder, options: options, pool: pool) { port in
            logger.info("listening", metadata: ["host": "\(options.host)", "port": "\(port)"])
            onListening(port)
        }
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: listener)], gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.quiet(logger))
        configuration.maximumGracefulShutdownDuration = options.limits.shutdownTimeout
        group = ServiceGroup(configuration: configuration)
    }

    /// Serves until SIGTERM, SIGINT or ``shutDown()``; returns when the requests in progress have been answered.
    ///
    /// - Throws: ``ListenError`` when the address cannot be bound.
    package func run() async throws {
        let outcome: Result<Void, any Error>
        do {
            try await group.run()
            outcome = .success(())
        } catch let error as IOError {
            outcome = .failure(ListenError(host: options.host, port: options.port, errno: error.errnoCode))
        } catch is CancellationError {
            // Requests that outlived the time for shutting down were cut off.
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await pool.shutDown()
        try outcome.get()
    }

    /// Stops accepting, lets the requests in progress end, closes.
    package func shutDown() async {
        await group.triggerGracefulShutdown()
    }

    /// The log of the machinery below: only what goes wrong there is of interest.
    private static func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}

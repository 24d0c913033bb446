import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// Listens on one address and gives each client a ``Connection``, until the service is told to stop.
struct Listener: Service {
    let responder: Responder
    let options: ServerOptions
    let pool: BlockingPool
    let onListening: @Sendable (_ port: Int) -> Void

    private let registry = ConnectionRegistry()
    private var limits: ServerLimits { options.limits }

    init(responder: Responder, options: ServerOptions, pool: BlockingPool, onListening: @escaping @Sendable (_ port: Int) -> Void) {
        self.responder = responder
        self.options = options
        self.pool = pool
        self.onListening = onListening
    }

    /// Returns when the requests in progress have been answered after a graceful shutdown began; cancelling cuts them off.
    func run() async throws {
        let listening = try await bootstrap().bind(host: options.host, port: options.port).get()
        onListening(listening.localAddress?.port ?? options.port)
        try await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                try? await listening.closeFuture.get()
            } onGracefulShutdown: {
                listening.close(promise: nil)
            }
            try await registry.quiesce(on: listening.eventLoop)
        } onCancel: {
            listening.close(promise: nil)
            registry.closeAll()
        }
    }

    private func bootstrap() -> ServerBootstrap {
        let (responder, pool, registry) = (responder, pool, registry)
        let memory = BodyMemory(limit: limits.maximumCollectedByteCount)
        let answerMemory = BodyMemory(limit: limits.maximumAnswerByteCount)
        let decoding = decoderLimits
        let connectionCountMax = OpenFileLimit.connections(wanted: limits.maximumConnectionCount)
        return ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptGate(maximumCount: connectionCountMax, registry: registry))
                }
            }
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // One request at a time is this program's own rule, so NIO's help with pipelining is not needed.
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: true,
                        withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoding)
                    try channel.pipeline.syncOperations.addHandler(
                        Connection(responder: responder, pool: pool, memory: memory, answerMemory: answerMemory))
                }
            }
    }

    private var decoderLimits: NIOHTTPDecoderLimitConfiguration {
        var configuration = NIOHTTPDecoderLimitConfiguration()
        configuration.maxHeaderFieldSize = limits.maximumHeaderByteCount
        configuration.maxHeaderListSize = limits.maximumHeaderByteCount
        configuration.maxHeaderFieldCount = limits.maximumHeaderCount
        return configuration
    }
}

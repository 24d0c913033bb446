import NIOCore

/// Accepts no more connections than there may be; further ones wait in the kernel's queue until one closes. Sits in the listening channel's pipeline.
final class AcceptGate: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never
    typealias OutboundOut = Never

    private let maximumCount: Int
    private let registry: ConnectionRegistry
    private var count = 0
    private var isHeldBack = false

    init(maximumCount: Int, registry: ConnectionRegistry) {
        self.maximumCount = maximumCount
        self.registry = registry
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let channel = unwrapInboundIn(data)
        count += 1
        registry.add(channel)
        channel.closeFuture.hop(to: context.eventLoop).assumeIsolated().whenComplete { _ in
            self.count -= 1
            guard self.isHeldBack else { return }
            self.isHeldBack = false
            context.read()
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        if count < maximumCount { context.read() } else { isHeldBack = true }
    }
}

import NIOCore

/// Ends a connection whose request is not read to its end.
///
/// Closing a socket with unread bytes resets it, and the reset may overtake the answer. So the sending side is closed first, whatever
/// still arrives is thrown away for a moment, and only then the socket is closed (RFC 9112, 9.6).
final class LingeringClose: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = Any
    typealias InboundOut = Any
    typealias OutboundIn = Any
    typealias OutboundOut = Any

    private struct Begin: Sendable {}

    private let timeout: Duration
    private var isClosing = false

    init(timeout: Duration) { self.timeout = timeout }

    /// Begins to close `channel`, behind what has been written to it.
    static func begin(on channel: any Channel) {
        channel.triggerUserOutboundEvent(Begin(), promise: nil)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is Begin else {
            context.triggerUserOutboundEvent(event, promise: promise)
            return
        }
        guard !isClosing else { return }
        isClosing = true
        let channel = context.channel
        context.flush()
        context.close(mode: .output, promise: nil)
        context.eventLoop.scheduleTask(in: TimeAmount(timeout)) { channel.close(mode: .all, promise: nil) }
        promise?.succeed()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isClosing { context.fireChannelRead(data) }
    }
}

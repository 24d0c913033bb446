import NIOCore
import Synchronization

/// The connections that are open: counted, told to end, ended.
final class ConnectionRegistry: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isQuiescing = false
        /// Succeeds when the last connection is gone after quiescing began.
        var emptied: EventLoopPromise<Void>?
    }
    private let state = Mutex(State())

    var count: Int { state.withLock { $0.channels.count } }

    func add(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let isQuiescing = state.withLock { state in
            state.channels[id] = channel
            return state.isQuiescing
        }
        channel.closeFuture.whenComplete { _ in self.remove(id) }
        // Nothing can have been asked on it yet.
        if isQuiescing { channel.close(promise: nil) }
    }

    /// Tells every connection to end when its request is answered; returns when all are gone.
    func quiesce(on loop: any EventLoop) async throws {
        let emptied = loop.makePromise(of: Void.self)
        let channels = state.withLock { state in
            state.isQuiescing = true
            state.emptied = emptied
            return Array(state.channels.values)
        }
        for channel in channels { Self.quiesce(channel) }
        if channels.isEmpty { emptied.succeed() }
        try await emptied.futureResult.get()
    }

    /// Ends every connection now, whatever is under way on it.
    func closeAll() {
        for channel in state.withLock({ Array($0.channels.values) }) { channel.close(promise: nil) }
    }

    private static func quiesce(_ channel: any Channel) {
        channel.eventLoop.execute { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    private func remove(_ id: ObjectIdentifier) {
        let emptied = state.withLock { state in
            state.channels[id] = nil
            return state.channels.isEmpty ? state.emptied : nil
        }
        emptied?.succeed()
    }
}

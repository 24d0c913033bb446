/// What one client, and all clients together, may take of the server.
package struct ServerLimits: Sendable {
    /// Connections open at once; further ones wait in the kernel's queue until one closes.
    package var maximumConnectionCount = 1_024
    /// Bytes of a request's line and headers. More gets 400 and a closed connection.
    package var maximumHeaderByteCount = 64 << 10
    package var maximumHeaderCount = 200
    /// How long a connection may be silent: between requests, while its headers arrive, and between two pieces of a body.
    package var idleTimeout = Duration.seconds(60)
    /// How long a JSON body may take to arrive in all.
    package var bodyTimeout = Duration.seconds(120)
    /// Bytes a second that an upload has to bring while its client is waited for, on average over each ``idleTimeout``. Slower ones get 408.
    package var minimumUploadByteRate = 1_024
    /// How long a client may leave one piece of an answer unread.
    package var writeTimeout = Duration.seconds(60)
    /// How long a connection that is to be closed is still listened to, so that the client reads the answer before the reset.
    package var lingerTimeout = Duration.seconds(2)
    /// How long requests in progress may take to end once the server was told to stop.
    package var shutdownTimeout = Duration.seconds(10)
    /// Bytes of collected bodies in memory, over all connections. Beyond it requests get 503 and are repeated by their clients.
    package var maximumCollectedByteCount = 128 << 20
    /// Bytes of long answers that wait for their clients to read them, over all connections. Beyond it requests get 503.
    package var maximumAnswerByteCount = 128 << 20
    /// A body that announces at most this many bytes is read before the request is planned: one visit to the pool instead of two.
    package var eagerBodyByteCount = 256 << 10
    /// A body of at most this many bytes is handled on the connection's event loop where the API says that this is quick. More is parsed on the pool.
    package var quickBodyByteCount = 16 << 10
    /// Bytes of an upload that are gathered before they are written, and of a download that are read at once.
    package var pieceByteCount = 256 << 10
    /// Threads that may block on files and views.
    package var blockingThreadCount = 12

    package init() {}
}

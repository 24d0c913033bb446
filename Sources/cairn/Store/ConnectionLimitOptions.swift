import ArgumentParser
import CairnServer

/// What `cairn serve` lets one client, and all clients together, take of the server. Each option is a limit of ``ServerLimits``; what
/// happens beyond it stands in the page Limits of CairnServer.
struct ConnectionLimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("How many connections are served at once; more wait. (default: 1024)", valueName: "count"),
        transform: Bounded.count(1...100_000))
    var maximumConnections: Int?

    @Option(
        help: ArgumentHelp("The largest request line and headers, in bytes; larger ones get 400. (default: 65536)", valueName: "bytes"),
        transform: Bounded.count(1_024...16_777_216))
    var maximumHeader: Int?

    @Option(
        help: ArgumentHelp("How many headers a request may have; more get 400. (default: 200)", valueName: "count"),
        transform: Bounded.count(10...10_000))
    var maximumHeaderCount: Int?

    @Option(
        help: ArgumentHelp(
            "How long a connection may be silent: between requests, in its headers, between two pieces of a body. (default: 60)",
            valueName: "seconds"),
        transform: Bounded.seconds)
    var idleTimeout: Duration?

    @Option(
        help: ArgumentHelp("How long a JSON body may take to arrive in all. (default: 120)", valueName: "seconds"),
        transform: Bounded.seconds)
    var bodyTimeout: Duration?

    @Option(
        help: ArgumentHelp(
            "Bytes a second that an upload has to bring, on average over each idle timeout; slower ones get 408. (default: 1024)",
            valueName: "bytes"),
        transform: Bounded.count(0...1_073_741_824))
    var minimumUploadRate: Int?

    @Option(
        help: ArgumentHelp("How long a client may leave a piece of an answer unread. (default: 60)", valueName: "seconds"),
        transform: Bounded.seconds)
    var writeTimeout: Duration?

    @Option(
        help: ArgumentHelp(
            "How long requests in progress may take to end once the server was told to stop. (default: 10)", valueName: "seconds"),
        transform: Bounded.seconds)
    var shutdownTimeout: Duration?

    @Option(
        help: ArgumentHelp(
            "Bytes of JSON bodies in memory, over all connections, and as many of long answers; beyond it requests get 503. (default: 134217728)",
            valueName: "bytes"),
        transform: Bounded.count(65_536...1_099_511_627_776))
    var maximumBodyMemory: Int?

    @Option(
        help: ArgumentHelp("Threads that may wait for files and views. (default: 12)", valueName: "count"),
        transform: Bounded.count(1...1_024))
    var blockingThreads: Int?

    /// The limits of the server, where they were named.
    func apply(to limits: inout ServerLimits) {
        limits.maximumConnectionCount = maximumConnections ?? limits.maximumConnectionCount
        limits.maximumHeaderByteCount = maximumHeader ?? limits.maximumHeaderByteCount
        limits.maximumHeaderCount = maximumHeaderCount ?? limits.maximumHeaderCount
        limits.idleTimeout = idleTimeout ?? limits.idleTimeout
        limits.bodyTimeout = bodyTimeout ?? limits.bodyTimeout
        limits.minimumUploadByteRate = minimumUploadRate ?? limits.minimumUploadByteRate
        limits.writeTimeout = writeTimeout ?? limits.writeTimeout
        limits.shutdownTimeout = shutdownTimeout ?? limits.shutdownTimeout
        limits.maximumCollectedByteCount = maximumBodyMemory ?? limits.maximumCollectedByteCount
        limits.maximumAnswerByteCount = maximumBodyMemory ?? limits.maximumAnswerByteCount
        limits.blockingThreadCount = blockingThreads ?? limits.blockingThreadCount
    }
}

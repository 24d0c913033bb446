import CairnCore
import CairnServer
import Testing
import TrackingStore

/// A server on a free port over a store of its own, for the length of one test.
struct TestServer: Sendable {
    let port: Int
    let directory: TemporaryDirectory
    let server: CairnServer

    /// Opens a store, serves it while `body` runs, shuts both down.
    static func run(
        _ change: (inout ServerOptions) -> Void = { _ in }, directory: TemporaryDirectory = TemporaryDirectory(),
        _ body: @escaping @Sendable (TestServer) async throws -> Void
    ) async throws {
        var options = ServerOptions()
        options.port = 0
        change(&options)
        let store = try await onThread {
            try CairnStore.open(
                at: directory.path,
                StoreOptions(access: .readWrite, createIfMissing: true, keepsFolding: true, agent: "test"))
        }
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let server = try CairnServer(store: store, options: options) { continuation.yield($0) }
        do {
            try await serve(server, ports, continuation, directory, body)
        } catch {
            try await onThread { try store.close() }
            throw error
        }
        try await onThread { try store.close() }
    }

    private static func serve(
        _ server: CairnServer, _ ports: AsyncStream<Int>, _ continuation: AsyncStream<Int>.Continuation,
        _ directory: TemporaryDirectory, _ body: @escaping @Sendable (TestServer) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { continuation.finish() }
                try await server.run()
            }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else {
                // It ended before it listened: its error is the group's.
                try await group.waitForAll()
                return
            }
            do {
                try await body(TestServer(port: port, directory: directory, server: server))
            } catch {
                await server.shutDown()
                throw error
            }
            await server.shutDown()
            try await group.waitForAll()
        }
    }

    /// Sends `head` (lines, without the empty one) and `body`, and waits for the answer.
    func request(_ head: String, body: [UInt8] = []) async throws -> Answer {
        try await onThread { [port] in
            let connection = try RawConnection(port: port)
            connection.send(Self.lines(head) + "\r\n")
            connection.send(body)
            return try connection.receiveAnswer()
        }
    }

    func post(_ path: String, json: String, headers: String = "") async throws -> Answer {
        let head = "POST \(path) HTTP/1.1\nHost: localhost\nContent-Type: application/json\nContent-Length: \(json.utf8.count)"
        return try await request(headers.isEmpty ? head : head + "\n" + headers, body: Array(json.utf8))
    }

    func get(_ path: String, host: String = "localhost") async throws -> Answer {
        try await request("GET \(path) HTTP/1.1\nHost: \(host)")
    }

    /// The names of the active experiments, as the API tells them.
    func experimentNames() async throws -> String {
        try await post("/api/2.0/mlflow/experiments/search", json: #"{"max_results":1000}"#).text
    }

    static func lines(_ head: String) -> String {
        head.split(separator: "\n").map { $0 + "\r\n" }.joined()
    }
}

import CairnServer
import Testing

@Suite("What a server does not let itself be made to do")
struct ServerBoundsTests {
    private static let create = "POST /api/2.0/mlflow/experiments/create HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"

    @Test("a body cut off half-way changes nothing")
    func cutOffBody() async throws {
        try await TestServer.run { server in
            let json = #"{"name":"half"}"#
            let answer = try await onThread {
                let connection = try RawConnection(port: server.port)
                connection.send(TestServer.lines(Self.create + "Content-Length: \(json.utf8.count + 10)") + "\r\n" + json)
                connection.closeSendingSide()
                return Answer(try connection.receiveToEnd())
            }
            #expect(answer.map { $0.status >= 400 } ?? true)
            #expect(try await !server.experimentNames().contains("half"))
        }
    }

    @Test("a chunked body cut off half-way changes nothing")
    func cutOffChunks() async throws {
        try await TestServer.run { server in
            let json = #"{"name":"half"}"#
            _ = try await onThread {
                let connection = try RawConnection(port: server.port)
                connection.send(TestServer.lines(Self.create + "Transfer-Encoding: chunked") + "\r\n")
                connection.send(String(json.utf8.count, radix: 16) + "\r\n" + json + "\r\n")
                connection.closeSendingSide()
                return try connection.receiveToEnd()
            }
            #expect(try await !server.experimentNames().contains("half"))
        }
    }

    @Test("an upload cut off half-way leaves no file behind", arguments: [5_000, 2_000_000])
    func cutOffUpload(byteCount: Int) async throws {
        try await TestServer.run { server in
            let path = "/api/2.0/mlflow-artifacts/artifacts/0/models/m-0123456789abcdef0123456789abcdef/artifacts/half.bin"
            _ = try await onThread {
                let connection = try RawConnection(port: server.port)
                connection.send(
                    TestServer.lines("PUT \(path) HTTP/1.1\nHost: localhost\nContent-Length: \(byteCount * 2)") + "\r\n")
                connection.send([UInt8](repeating: 7, count: byteCount))
                connection.closeSendingSide()
                return try connection.receiveToEnd()
            }
            #expect(try await server.get(path).status == 404)
            let isGone = try await onThread {
                Patience.wait { server.directory.files(below: "blobs").allSatisfy { !$0.contains("upload") } }
            }
            #expect(isGone)
        }
    }

    @Test("a body announced as too long is refused before it is sent, and the connection closed")
    func hugeContentLength() async throws {
        try await TestServer.run { server in
            let answer = try await onThread {
                let connection = try RawConnection(port: server.port)
                connection.send(TestServer.lines(Self.create + "Content-Length: 1073741824") + "\r\n")
                return Answer(try connection.receiveToEnd())
            }
            #expect(answer?.status == 413 || answer?.status == 400)
            #expect(answer?.text.contains("INVALID_PARAMETER_VALUE") == true)
            #expect(answer?.headers["connection"] == "close")
            #expect(try await server.get("/health").status == 200)
        }
    }

    @Test("an endless chunked body is refused when it passes the limit")
    func endlessChunks() async throws {
        try await TestServer.run { options in
            options.limits.lingerTimeout = .milliseconds(200)
        } _: { server in
            let answer = try await onThread {
                let connection = try RawConnection(port: server.port)
                connection.send(TestServer.lines(Self.create + "Transfer-Encoding: chunked") + "\r\n")
                let chunk = Array("100000\r\n".utf8) + [UInt8](repeating: 0x20, count: 0x100000) + Array("\r\n".utf8)
                // A terabyte, if the server let us.
                var sent = 0
                while sent < 1_000_000, connection.send(chunk) { sent += 1 }
                #expect(sent < 1_000_000)
                return Answer((try? connection.receiveToEnd()) ?? [])
            }
            // The reset after the linger may take the answer along; what counts is that it ended.
            if let answer { #expect(answer.status == 413 || answer.status == 400) }
            #expect(try await server.get("/health").status == 200)
        }
    }

    @Test("JSON nested 100,000 deep is refused")
    func deepNesting() async throws {
        try await TestServer.run { server in
            let json = #"{"name":"# + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}"
            let answer = try await server.post("/api/2.0/mlflow/experiments/create", json: json)
            #expect(answer.status == 400)
            #expect(answer.text.contains("INVALID_PARAMETER_VALUE"))
        }
    }

    @Test("200 KB of headers are refused")
    func hugeHeaders() async throws {
        try await TestServer.run { server in
            let answer = try await onThread {
                let connection = try RawConnection(port: server.port)
                connection.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: " + String(repeating: "a", count: 200_000) + "\r\n\r\n")
                return Answer((try? connection.receiveToEnd()) ?? [])
            }
            if let answer { #expect(answer.status == 400) }
            #expect(try await server.get("/health").status == 200)
        }
    }

    @Test("more large bodies at once than there is memory for are refused, and taken when there is room again")
    func bodyMemory() async throws {
        try await TestServer.run { options in
            options.limits.maximumCollectedByteCount = 1_000
        } _: { server in
            let long = #"{"name":"x","tags":[{"key":"k","value":"\#(String(repeating: "v", count: 2_000))"}]}"#
            let refused = try await server.post("/api/2.0/mlflow/experiments/create", json: long)
            #expect(refused.status == 503)
            #expect(refused.text.contains("TEMPORARILY_UNAVAILABLE"))
            #expect(try await server.post("/api/2.0/mlflow/experiments/create", json: #"{"name":"y"}"#).status == 200)
        }
    }

    @Test("a silent connection is closed")
    func idleConnection() async throws {
        try await TestServer.run { options in
            options.limits.idleTimeout = .milliseconds(200)
        } _: { server in
            let rest = try await onThread { try RawConnection(port: server.port).receiveToEnd() }
            #expect(rest.isEmpty)
            let half = try await onThread {
                let connection = try RawConnection(port: server.port)
                connection.send("GET /health HTTP/1.1\r\nHost: loc")
                return try connection.receiveToEnd()
            }
            #expect(half.isEmpty || Answer(half)?.status == 400)
        }
    }

    @Test("a body that drips is cut off")
    func drippingBody() async throws {
        try await TestServer.run { options in
            options.limits.bodyTimeout = .milliseconds(300)
        } _: { server in
            let wasCut = try await onThread {
                let connection = try RawConnection(port: server.port)
                connection.send(TestServer.lines(Self.create + "Content-Length: 1000000") + "\r\n")
                return Patience.wait { !connection.send(" ") }
            }
            #expect(wasCut)
        }
    }

    @Test("hundreds of idle connections do not keep others from being answered")
    func manyConnections() async throws {
        try await TestServer.run { server in
            let idle = try await onThread { HeldConnections(try (0..<200).map { _ in try RawConnection(port: server.port) }) }
            #expect(try await server.get("/health").status == 200)
            #expect(idle.count == 200)
        }
    }
}

/// Connections that stay open as long as this lives. Nothing is sent or received on them.
final class HeldConnections: @unchecked Sendable {
    private let connections: [RawConnection]
    var count: Int { connections.count }
    init(_ connections: [RawConnection]) { self.connections = connections }
}

import Synchronization
import Testing

@testable import CairnServer

@Suite("How a server ends")
struct ServerShutdownTests {
    @Test("a request in progress is answered, an idle connection closed")
    func gracefulEnd() async throws {
        try await TestServer.run { server in
            let json = #"{"name":"last"}"#
            let connection = try await onThread {
                let connection = HeldConnection(try RawConnection(port: server.port))
                connection.value.send(
                    TestServer.lines(
                        "POST /api/2.0/mlflow/experiments/create HTTP/1.1\nHost: localhost\nContent-Type: application/json\nContent-Length: \(json.utf8.count)"
                    ) + "\r\n" + json.dropLast())
                return connection
            }
            // The head has been taken in when another connection, opened later, is answered.
            #expect(try await server.get("/health").status == 200)
            let idle = try await onThread { HeldConnection(try RawConnection(port: server.port)) }
            #expect(try await server.get("/health").status == 200)
            async let end: Void = server.server.shutDown()
            #expect(try await onThread { try idle.value.receiveToEnd() }.isEmpty)
            let answer = try await onThread {
                connection.value.send(String(json.suffix(1)))
                return try connection.value.receiveAnswer()
            }
            #expect(answer.status == 200, "\(answer.text)")
            await end
        }
    }

    @Test("a client that hangs does not hold the server up for ever", .timeLimit(.minutes(5)))
    func hangingClient() async throws {
        let held = Mutex<HeldConnection?>(nil)
        try await TestServer.run { options in
            options.limits.shutdownTimeout = .milliseconds(300)
            // Nothing else may end the connection.
            options.limits.idleTimeout = .seconds(3_600)
            options.limits.bodyTimeout = .seconds(3_600)
        } _: { server in
            let hanging = try await onThread {
                let connection = HeldConnection(try RawConnection(port: server.port))
                connection.value.send("POST /api/2.0/mlflow/experiments/create HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{")
                return connection
            }
            #expect(try await server.get("/health").status == 200)
            held.withLock { $0 = hanging }
        }
        #expect(held.withLock { $0 } != nil, "the client was still there when the server ended")
    }

    @Test("a port in use is said in a sentence")
    func portInUse() async throws {
        try await TestServer.run { first in
            await #expect(throws: ListenError.self) {
                try await TestServer.run { options in
                    options.port = first.port
                } _: { _ in
                }
            }
        }
    }

    @Test("dates are written as HTTP has them")
    func dates() {
        #expect(HTTPDate.format(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
    }
}

/// A connection handed from one thread to the next, never used by two at once.
final class HeldConnection: @unchecked Sendable {
    let value: RawConnection
    init(_ value: RawConnection) { self.value = value }
}

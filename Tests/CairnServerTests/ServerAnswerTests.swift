import CairnServer
import Foundation
import Testing

@Suite("What a server answers")
struct ServerAnswerTests {
    @Test("health and version are told to anyone, whatever host they name")
    func probes() async throws {
        try await TestServer.run { server in
            for host in ["localhost", "evil.example"] {
                let health = try await server.get("/health", host: host)
                #expect(health.status == 200)
                #expect(health.text == "OK")
                #expect(try await server.get("/version", host: host).status == 200)
            }
        }
    }

    @Test("every answer forbids sniffing and framing")
    func protectiveHeaders() async throws {
        try await TestServer.run { server in
            for path in ["/health", "/api/2.0/mlflow/nothing", "/"] {
                let answer = try await server.get(path)
                #expect(answer.headers["x-content-type-options"] == "nosniff", "\(path)")
                #expect(answer.headers["x-frame-options"] == "SAMEORIGIN", "\(path)")
                #expect(answer.headers["date"] != nil, "\(path)")
            }
        }
    }

    @Test("a foreign host gets 403 and MLflow's words")
    func foreignHost() async throws {
        try await TestServer.run { server in
            let answer = try await server.get("/api/2.0/mlflow/experiments/get?experiment_id=0", host: "evil.example")
            #expect(answer.status == 403)
            #expect(answer.text == "Invalid Host header - possible DNS rebinding attack detected")
        }
    }

    @Test("a write from a foreign page gets 403 and changes nothing")
    func foreignOrigin() async throws {
        try await TestServer.run { server in
            let answer = try await server.post(
                "/api/2.0/mlflow/experiments/create", json: #"{"name":"planted"}"#, headers: "Origin: https://evil.example")
            #expect(answer.status == 403)
            #expect(answer.text == "Cross-origin request blocked")
            #expect(answer.headers["access-control-allow-origin"] == nil)
            #expect(try await !server.experimentNames().contains("planted"))
        }
    }

    @Test("a preflight is permitted to known pages only")
    func preflight() async throws {
        try await TestServer.run { options in
            options.security.allowedOrigins = ["https://ml.example.com"]
        } _: { server in
            let head = "OPTIONS /api/2.0/mlflow/runs/create HTTP/1.1\nHost: localhost\nAccess-Control-Request-Method: POST\nOrigin: "
            let permitted = try await server.request(head + "https://ml.example.com")
            #expect(permitted.status == 204)
            #expect(permitted.headers["access-control-allow-origin"] == "https://ml.example.com")
            #expect(permitted.headers["access-control-allow-methods"]?.contains("POST") == true)
            let other = try await server.request(head + "https://evil.example")
            #expect(other.status == 204)
            #expect(other.headers["access-control-allow-origin"] == nil)
        }
    }

    @Test("what was acknowledged is read at once, and by the next server on the store")
    func acknowledgedIsRead() async throws {
        let directory = TemporaryDirectory()
        try await TestServer.run(directory: directory) { server in
            let made = try await server.post("/api/2.0/mlflow/experiments/create", json: #"{"name":"first"}"#)
            #expect(made.status == 200)
            #expect(try await server.experimentNames().contains(#""first""#))
        }
        try await TestServer.run(directory: directory) { server in
            let names = try await server.experimentNames()
            #expect(names.contains(#""first""#))
            #expect(names.contains(#""Default""#))
        }
    }

    @Test("HEAD has the head of GET and no body")
    func head() async throws {
        try await TestServer.run { server in
            let answer = try await onThread {
                let connection = try RawConnection(port: server.port)
                connection.send("HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                return Answer(try connection.receiveToEnd(), withoutBody: true)
            }
            #expect(answer?.status == 200)
            #expect(answer?.headers["content-length"] == "2")
            #expect(answer?.body == [])
        }
    }

    @Test("an unknown path gets 404 and the error shape")
    func unknownPath() async throws {
        try await TestServer.run { server in
            let answer = try await server.get("/api/2.0/mlflow/no/such/thing")
            #expect(answer.status == 404)
            #expect(answer.text.contains("ENDPOINT_NOT_FOUND"))
        }
    }

    @Test("many requests on one connection are answered in order")
    func pipelining() async throws {
        try await TestServer.run { server in
            let text = try await onThread {
                let connection = try RawConnection(port: server.port)
                let request = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                connection.send(String(repeating: request, count: 50))
                connection.send("GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                return String(decoding: try connection.receiveToEnd(), as: UTF8.self)
            }
            #expect(text.components(separatedBy: "HTTP/1.1 200").count == 52)
        }
    }

    @Test("a large artifact comes back as it went, and in ranges")
    func artifactRoundTrip() async throws {
        try await TestServer.run { server in
            var bytes = [UInt8](repeating: 0, count: 3_000_000)
            for index in bytes.indices { bytes[index] = UInt8(truncatingIfNeeded: index &* 31 >> 3) }
            let path = "/api/2.0/mlflow-artifacts/artifacts/0/models/m-0123456789abcdef0123456789abcdef/artifacts/big.bin"
            let put = try await server.request(
                "PUT \(path) HTTP/1.1\nHost: localhost\nContent-Length: \(bytes.count)", body: bytes)
            #expect(put.status == 200, "\(put.text)")
            let got = try await server.get(path)
            #expect(got.body == bytes)
            let part = try await server.request("GET \(path) HTTP/1.1\nHost: localhost\nRange: bytes=1000000-1999999")
            #expect(part.status == 206)
            #expect(part.body == Array(bytes[1_000_000..<2_000_000]))
        }
    }
}

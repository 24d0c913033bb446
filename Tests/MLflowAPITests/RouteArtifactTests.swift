import Testing

@testable import MLflowAPI

@Suite("Artifacts (appendix A.6)")
struct RouteArtifactTests {
    @Test("bytes come back as they went in, and are overwritten in silence")
    func roundTrip() throws {
        let api = try TransportStore()
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(api.put("0/run/artifacts/a.bin", bytes).isOK)
        let reply = api.artifact("0/run/artifacts/a.bin")
        #expect(reply.isOK && reply.bytes == bytes)
        #expect(reply.headers["Content-Type"] == "application/octet-stream" && reply.headers["X-Content-Type-Options"] == "nosniff")
        #expect(reply.headers["Content-Disposition"] == "attachment; filename=\"a.bin\"")
        #expect(api.put("0/run/artifacts/a.bin", []).isOK)
        #expect(api.artifact("0/run/artifacts/a.bin").bytes.isEmpty)
    }

    @Test("odd names keep their characters", arguments: ["a+b", "a%20b", "100%25", "a%26b", "a%3Fb", "a:b", "%C3%A9.txt", "%E6%97%A5"])
    func names(_ raw: String) throws {
        let api = try TransportStore()
        #expect(api.put("d/\(raw)", [1]).isOK)
        #expect(api.artifact("d/\(raw)").bytes == [1])
        let decoded = String(decoding: PercentEncoding.decoded(raw.utf8), as: UTF8.self)
        #expect(api.list("path=d")["files.0.path"] == decoded)
    }

    static let traversals = [
        "../x", "%2e%2e/x", "%252e%252e/x", "%25252e%25252e/x", "/etc/x", "%2Fetc%2Fx", "C:/x", "a/../../b", "a/..%2f..%2fb", "a%5c..%5cb",
        "a%23b", "a%00b", "file:///x",
    ]

    @Test("a path that leaves the tree is invalid on every route that takes one", arguments: traversals)
    func traversal(_ path: String) throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        let model = try api.makeLoggedModel()
        let twice = path.replacing("%", with: "%25")
        let json = path.replacing("%00", with: "%2500")
        var replies = [
            "PUT": api.put(path, [1]), "GET": api.artifact(path),
            "DELETE": api.send(APIRequest(method: "DELETE", path: "\(TransportStore.tree)/\(path)")),
            "list": api.list("path=\(twice)"), "artifacts/list": api.get("artifacts/list", "run_id=\(run)&path=\(twice)"),
            "get-artifact": api.send(APIRequest(method: "GET", path: "/get-artifact", query: "run_id=\(run)&path=\(twice)")),
            "directories": api.get("logged-models/\(model)/artifacts/directories", "artifact_directory_path=\(twice)"),
            "presign": api.post("artifacts/presigned-upload-url", #"{"run_id":"\#(run)","path":"\#(json)"}"#),
        ]
        for route in ["create", "complete", "abort"] {
            replies[route] = api.send(APIRequest(method: "POST", path: "/api/2.0/mlflow-artifacts/mpu/\(route)/\(path)"))
        }
        for (route, reply) in replies { #expect(reply.isInvalid && reply.message.contains("Invalid path"), "\(route): \(reply)") }
        #expect(api.list().text == "{}")
    }

    @Test("lists have base names in the tree, and paths from their root in a run")
    func lists() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        let root = "0/\(run)/artifacts"
        for name in ["b.txt", "model/MLmodel", "model/data/x", "a.txt"] { #expect(api.put("\(root)/\(name)", [1, 2]).isOK) }
        let tree = api.list("path=\(root)")
        #expect(tree.column("files", "path") == ["a.txt", "b.txt", "model"] && tree["files.0.file_size"] == "2")
        #expect(tree["files.2.is_dir"] == "1" && tree["files.2.file_size"] == nil)
        #expect(api.list("path=\(root)/model").column("files", "path") == ["MLmodel", "data"])
        #expect(api.list("path=\(root)/b.txt").text == "{}" && api.list("path=nope").text == "{}")
        #expect(api.list().column("files", "path") == ["0"])
        let ofRun = api.get("artifacts/list", "run_uuid=\(run)&path=model")
        #expect(ofRun["root_uri"] == "mlflow-artifacts:/\(root)" && ofRun.column("files", "path") == ["model/MLmodel", "model/data"])
        #expect(api.get("artifacts/list", "run_id=\(run)").column("files", "path") == ["a.txt", "b.txt", "model"])
        #expect(api.get("artifacts/list", "run_id=\(run)&path=a.txt").count("files") == 0)
    }

    @Test("what is missing, what is a directory, what is both")
    func missing() throws {
        let api = try TransportStore()
        #expect(api.put("d/e/f", [1]).isOK)
        let reply = api.artifact("d/nope")
        #expect(reply.isMissing && reply.message.contains("No such artifact"))
        #expect(api.artifact("d/e").isInvalid)
        #expect(api.put("d/e", [1]).status == 400 && api.put("d/e/f/g", [1]).status == 400)
        #expect(api.put("d/e/", [1]).status == 400)
    }

    @Test("ranges, and what the client has already")
    func ranges() throws {
        let api = try TransportStore()
        #expect(api.put("x.txt", Array("0123456789".utf8)).isOK)
        let part = api.artifact("x.txt", range: "bytes=2-4")
        #expect(part.status == 206 && part.text == "234" && part.headers["Content-Range"] == "bytes 2-4/10")
        #expect(api.artifact("x.txt", range: "bytes=-3").text == "789")
        let beyond = api.artifact("x.txt", range: "bytes=10-")
        #expect(beyond.status == 416 && beyond.headers["Content-Range"] == "bytes */10")
        let tag = try #require(part.headers["ETag"])
        #expect(api.artifact("x.txt", ifNoneMatch: "\"other\", W/\(tag)").status == 304)
        #expect(api.artifact("x.txt", ifNoneMatch: "\"other\"").text == "0123456789")
    }

    @Test("deleting takes a file or a directory, and what is not there")
    func delete() throws {
        let api = try TransportStore()
        for name in ["a", "d/b", "d/c"] { #expect(api.put(name, [1]).isOK) }
        for path in ["a", "d", "nope"] {
            #expect(api.send(APIRequest(method: "DELETE", path: "\(TransportStore.tree)/\(path)")).text == "{}")
        }
        #expect(api.list().text == "{}" && api.artifact("d/b").isMissing)
    }

    @Test("multipart and presigned transfers are not offered")
    func notOffered() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        for (method, path) in [("POST", "mpu/create/a"), ("POST", "mpu/complete/a"), ("POST", "mpu/abort/a"), ("GET", "presigned/a")] {
            let reply = api.send(APIRequest(method: method, path: "/api/2.0/mlflow-artifacts/\(path)"))
            #expect(reply.isError(501, "NOT_IMPLEMENTED"))
        }
        #expect(api.post("artifacts/presigned-upload-url", #"{"run_id":"\#(run)","path":"x"}"#).isInvalid)
        #expect(api.post("artifacts/presigned-download-url", #"{"run_id":"\#(run)","path":"x"}"#).isInvalid)
        #expect(api.post("artifacts/presigned-upload-url", #"{"path":"x"}"#).isInvalid)
    }

    @Test("a browser downloads a run's file")
    func getArtifact() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        #expect(api.put("0/\(run)/artifacts/p/x.html", Array("<b>".utf8)).isOK)
        func get(_ query: String) -> TransportReply { api.send(APIRequest(method: "GET", path: "/get-artifact", query: query)) }
        let reply = get("run_uuid=\(run)&path=p/x.html")
        #expect(reply.text == "<b>" && reply.headers["Content-Type"] == "text/html")
        #expect(reply.headers["Content-Disposition"]?.hasPrefix("attachment") == true)
        #expect(get("run_id=\(run)&path=nope").isMissing && get("run_id=\(run)").isInvalid && get("path=x").isInvalid)
    }
}

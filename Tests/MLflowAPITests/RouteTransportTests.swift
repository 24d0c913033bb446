import Testing

@testable import MLflowAPI

@Suite("Transport (appendix A.1)")
struct RouteTransportTests {
    @Test("probes answer in plain text")
    func probes() throws {
        let api = try TransportStore()
        let health = api.send(APIRequest(method: "GET", path: "/health"))
        #expect(health.isOK && health.text == "OK")
        #expect(api.send(APIRequest(method: "GET", path: "/version")).text == "3.17.2")
        let info = api.send(APIRequest(method: "GET", path: "/ajax-api/3.0/mlflow/server-info"))
        #expect(info["artifact_serving_enabled"] == "1" && info["multipart_uploads_enabled"] == "0")
    }

    @Test("a body is JSON, and says so", arguments: [nil, "text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
    func contentType(_ type: String?) throws {
        let api = try TransportStore()
        let request = APIRequest(method: "POST", path: "/api/2.0/mlflow/experiments/create", contentType: type)
        #expect(api.send(request, body: Array(#"{"name":"e"}"#.utf8)).isInvalid)
        #expect(api.get("experiments/get-by-name", "experiment_name=e").isMissing)
    }

    @Test("a charset is fine")
    func charset() throws {
        let request = APIRequest(
            method: "POST", path: "/api/2.0/mlflow/experiments/create", contentType: "application/json; charset=utf-8")
        #expect(try TransportStore().send(request, body: Array(#"{"name":"e"}"#.utf8)).isOK)
    }

    static let badBodies: [String] = [
        "{", "{\"name\":", "[1]", "1", "null", "\"x\"", "{\"name\":\"a\"} x", "{\"name\":\"\\ud800\"}", "{\"name\":\"a\\u0000\"}",
        "{\"name\":\"a\",\"name\":\"b\"}", "{\"name\":1}", "{\"name\":[\"a\"]}", "{\"name\":{}}", "{\"name\":true}", "{\"name\":NaN}",
        "{\"name\":\"a\",\"artifact_location\":\"s3://b\",\"artifactLocation\":\"s3://b\"}", "{\"name\":\"a\",\"tags\":{}}",
        "{\"name\":\"a\",\"tags\":[1]}", "{\"name\":\"a\",\"tags\":[{\"value\":\"v\"}]}", "{\"name\":\"a\",\"tags\":\"x\"}",
        "{\"name\":\"a\",\"x\":" + String(repeating: "[", count: 100_000), "{}", "{\"name\":null}", "",
    ]

    @Test("a malformed body is refused and changes nothing", arguments: badBodies)
    func badBody(_ body: String) throws {
        let api = try TransportStore()
        #expect(api.post("experiments/create", body).isInvalid)
        #expect(api.post("experiments/search", #"{"view_type":"ALL"}"#).count("experiments") == 1)
    }

    @Test("invalid UTF-8 is refused")
    func invalidUTF8() throws {
        let request = APIRequest(method: "POST", path: "/api/2.0/mlflow/experiments/create", contentType: "application/json")
        #expect(try TransportStore().send(request, body: Array("{\"name\":\"".utf8) + [0xFF] + Array("\"}".utf8)).isInvalid)
    }

    @Test("unknown members are ignored, camelCase is understood, and a body that is JSON in a string is unwrapped")
    func tolerance() throws {
        let api = try TransportStore()
        #expect(api.post("experiments/create", #"{"name":"a","nope":{"x":[1]},"artifactLocation":"s3://b/p"}"#).isOK)
        #expect(api.get("experiments/get-by-name", "experiment_name=a")["experiment.artifact_location"] == "s3://b/p")
        #expect(api.post("experiments/create", #""{\"name\":\"b\"}""#).isOK)
        #expect(api.get("experiments/get-by-name", "experiment_name=b").isOK)
    }

    @Test("numbers may be text, booleans may be words, enumerations may be numbers")
    func scalars() throws {
        let api = try TransportStore()
        let reply = api.post("runs/create", #"{"experiment_id":0,"start_time":"1e+05"}"#)
        #expect(reply["run.info.start_time"] == "100000", "\(reply)")
        let run = try #require(reply["run.info.run_id"])
        #expect(api.post("runs/update", #"{"run_id":"\#(run)","status":3}"#)["run_info.status"] == "FINISHED")
        #expect(api.post("runs/update", #"{"run_id":"\#(run)","status":"KILLED"}"#)["run_info.status"] == "KILLED")
        for status in [#""NOPE""#, "0", "99", "1.5", "true", "[]"] {
            #expect(api.post("runs/update", #"{"run_id":"\#(run)","status":\#(status)}"#).isInvalid, "\(status)")
        }
        for number in ["1.5", "9223372036854775808", #""x""#, "true", "{}", "NaN"] {
            #expect(api.post("runs/update", #"{"run_id":"\#(run)","end_time":\#(number)}"#).isInvalid, "\(number)")
        }
    }

    @Test("both prefixes lead to the same")
    func prefixes() throws {
        let api = try TransportStore()
        let request = APIRequest(method: "GET", path: "/ajax-api/2.0/mlflow/experiments/get", query: "experiment_id=0")
        #expect(api.send(request)["experiment.name"] == "Default")
    }

    @Test(
        "unknown paths are not found",
        arguments: [
            "/api/2.0/mlflow/nope", "/api/2.0/preview/mlflow/experiments/get", "/api/2.0/mlflow/experiments/get/", "/api/2.0/mlflow",
            "/2.0/mlflow/experiments/get", "/api/", "/API/2.0/mlflow/experiments/get", "/api/2.0/mlflow/logged-models/",
            "/api/2.0/mlflow/logged-models/a/b/c",
        ])
    func unknownPath(_ path: String) throws {
        let reply = try TransportStore().send(APIRequest(method: "GET", path: path, query: "experiment_id=0"))
        #expect(reply.isError(404, "ENDPOINT_NOT_FOUND"))
    }

    @Test("a wrong method is 405 and says which are right")
    func wrongMethod() throws {
        let reply = try TransportStore().get("runs/search")
        #expect(reply.isError(405, "ENDPOINT_NOT_FOUND") && reply.headers["Allow"] == "POST")
    }

    @Test("every route of tier 1 is there")
    func tierOne() {
        for line in Self.tierOneRoutes.split(separator: "\n") {
            let parts = line.split(separator: " ")
            let path = (parts[1].hasPrefix("/") ? "" : "/api/") + parts[1]
            guard case .found = RouteTable.all.match(method: String(parts[0]), path: path) else {
                Issue.record("no route for \(line)")
                continue
            }
        }
        #expect(Self.tierOneRoutes.split(separator: "\n").count == 44)
    }

    static let tierOneRoutes = """
        POST 2.0/mlflow/experiments/create
        GET 2.0/mlflow/experiments/get
        GET 2.0/mlflow/experiments/get-by-name
        POST 2.0/mlflow/experiments/search
        POST 2.0/mlflow/runs/create
        GET 2.0/mlflow/runs/get
        POST 2.0/mlflow/runs/update
        POST 2.0/mlflow/runs/search
        POST 2.0/mlflow/runs/log-metric
        POST 2.0/mlflow/runs/log-parameter
        POST 2.0/mlflow/runs/log-batch
        POST 2.0/mlflow/runs/set-tag
        POST 2.0/mlflow/runs/log-inputs
        POST 2.0/mlflow/runs/outputs
        POST 2.0/mlflow/runs/log-model
        GET 2.0/mlflow/metrics/get-history
        GET 2.0/mlflow/artifacts/list
        GET 2.0/mlflow-artifacts/artifacts
        GET 2.0/mlflow-artifacts/artifacts/a/b
        PUT 2.0/mlflow-artifacts/artifacts/a/b
        POST 2.0/mlflow/logged-models
        GET 2.0/mlflow/logged-models/m-1
        PATCH 2.0/mlflow/logged-models/m-1
        POST 2.0/mlflow/logged-models/search
        PATCH 2.0/mlflow/logged-models/m-1/tags
        POST 2.0/mlflow/logged-models/m-1/params
        POST 2.0/mlflow/registered-models/create
        GET 2.0/mlflow/registered-models/get
        GET 2.0/mlflow/registered-models/search
        POST 2.0/mlflow/registered-models/get-latest-versions
        GET 2.0/mlflow/registered-models/get-latest-versions
        POST 2.0/mlflow/registered-models/alias
        GET 2.0/mlflow/registered-models/alias
        POST 2.0/mlflow/registered-models/set-tag
        POST 2.0/mlflow/model-versions/create
        GET 2.0/mlflow/model-versions/get
        GET 2.0/mlflow/model-versions/search
        GET 2.0/mlflow/model-versions/get-download-uri
        PATCH 2.0/mlflow/model-versions/update
        POST 2.0/mlflow/model-versions/transition-stage
        POST 2.0/mlflow/model-versions/set-tag
        GET /health
        GET /version
        GET 3.0/mlflow/server-info
        """

    @Test("a body beyond the limit is refused before it is read")
    func bodyLimit() throws {
        var limits = APILimits()
        limits.maximumJSONByteCount = 100
        let api = try TransportStore(limits: limits)
        let request = APIRequest(
            method: "POST", path: "/api/2.0/mlflow/experiments/create", contentType: "application/json", contentLength: 1 << 30)
        #expect(api.send(request).isError(413, "INVALID_PARAMETER_VALUE"))
    }

    @Test("a query is decoded as a form, and a GET without one may bring a body")
    func query() throws {
        let api = try TransportStore()
        #expect(api.post("experiments/create", #"{"name":"a b+c"}"#).isOK)
        #expect(api.get("experiments/get-by-name", "experiment_name=a+b%2Bc").isOK)
        for query in ["experiment_name=%ff", "experiment_name=a%00", "experiment_name=a&experiment_name=b", "", "experiment_name="] {
            #expect(api.get("experiments/get-by-name", query).isInvalid, "\(query)")
        }
        let body = Array(#"{"experiment_id":"0"}"#.utf8)
        let request = APIRequest(
            method: "GET", path: "/api/2.0/mlflow/experiments/get", contentLength: UInt64(body.count))
        #expect(api.send(request, body: body).isOK)
    }
}

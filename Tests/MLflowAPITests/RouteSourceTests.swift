import Testing

@testable import MLflowAPI

@Suite("Sources of model versions (2.9)")
struct RouteSourceTests {
    private let api: TransportStore
    private let run: String
    private let other: String
    private let model: String

    init() throws {
        api = try TransportStore()
        run = try api.makeRun()
        other = try api.makeRun()
        model = try api.makeLoggedModel()
        api.makeRegisteredModel("a")
        _ = try api.makeVersion("a")
    }

    private func create(_ source: String, run: String? = nil, model: String? = nil, host: String? = nil) -> TransportReply {
        let more = (run.map { #","run_id":"\#($0)""# } ?? "") + (model.map { #","model_id":"\#($0)""# } ?? "")
        let body = Array(#"{"name":"a","source":"\#(source)"\#(more)}"#.utf8)
        return api.send(
            APIRequest(method: "POST", path: "/api/2.0/mlflow/model-versions/create", contentType: "application/json", host: host),
            body: body)
    }

    @Test("runs: needs the same run")
    func runs() {
        #expect(create("runs:/\(run)/model", run: run).isOK)
        #expect(create("runs:/\(run)/model", run: other).isInvalid && create("runs:/\(run)/model").isInvalid)
        #expect(create("runs:/", run: run).isInvalid && create("runs:/\(run)/../x", run: run).isInvalid)
    }

    @Test("our own tree only within the run or the model that is named")
    func tree() {
        #expect(
            create("mlflow-artifacts:/0/\(run)/artifacts/model", run: run)["model_version.source"]
                == "mlflow-artifacts:/0/\(run)/artifacts/model")
        #expect(create("mlflow-artifacts:/0/models/\(model)/artifacts", model: model).isOK)
        #expect(create("mlflow-artifacts:/0/\(run)/artifacts/model").isInvalid)
        #expect(create("mlflow-artifacts:/0/\(run)/artifacts/model", run: other).isInvalid)
        #expect(create("mlflow-artifacts:/0/\(run)/artifactsX", run: run).isInvalid)
        #expect(create("mlflow-artifacts:/0/\(run)/artifacts/../../x", run: run).isInvalid)
        #expect(create("mlflow-artifacts:/0/\(run)/artifacts/%2e%2e/x", run: run).isInvalid)
        #expect(create("mlflow-artifacts://host/0/\(run)/artifacts", run: run).isInvalid)
        #expect(create("mlflow-artifacts:/0/nope/artifacts", run: "nope").isMissing)
    }

    @Test("our own address counts as our tree, another's never")
    func http() {
        let path = "/api/2.0/mlflow-artifacts/artifacts/0/\(run)/artifacts/model"
        #expect(
            create("http://me:5000\(path)", run: run, host: "me:5000")["model_version.source"]
                == "mlflow-artifacts:/0/\(run)/artifacts/model")
        #expect(create("http://other:5000\(path)", run: run, host: "me:5000").isInvalid)
        #expect(create("http://me:5000/x", run: run, host: "me:5000").isInvalid)
    }

    @Test(
        "places that name a host, local paths and traversal are refused",
        arguments: [
            "http://h/x", "https://h/x", "ftp://h/x", "sftp://h/x", "hdfs://h/x", "viewfs://h/x", "r2://b/x", "b2://b/x", "abfss://c@h/x",
            "/etc/passwd", "file:///etc/passwd", "file://host/x", "relative/path", "s3://b/../x", "s3://b/%2e%2e/x", "s3://b/%252e%252e/x",
            "s3://b/a%00", "dummy-source", "prompt-template", "models:/a", "models:/a/Bogus", "../x",
        ])
    func refused(_ source: String) {
        #expect(create(source).isInvalid && create(source, run: run).isInvalid)
    }

    @Test("object stores need no run", arguments: ["s3://b/x", "gs://b/x", "wasbs://c@h/x", "dbfs:/x"])
    func objectStores(_ source: String) { #expect(create(source).isOK) }

    @Test("a copy of a version has its files, its run and its model, also when the first is gone")
    func copies() throws {
        let first = create("mlflow-artifacts:/0/\(run)/artifacts/model", run: run)
        let number = try #require(first["model_version.version"])
        #expect(api.post("registered-models/alias", #"{"name":"a","alias":"x","version":"\#(number)"}"#).isOK)
        #expect(api.post("model-versions/transition-stage", #"{"name":"a","version":"\#(number)","stage":"Staging"}"#).isOK)
        for source in ["models:/a/\(number)", "models:/a@x", "models:/a/staging"] {
            let copy = create(source)
            #expect(copy["model_version.run_id"] == run && copy["model_version.source"] == source, "\(copy)")
            let version = try #require(copy["model_version.version"])
            let address = api.get("model-versions/get-download-uri", "name=a&version=\(version)")
            #expect(address["artifact_uri"] == "mlflow-artifacts:/0/\(run)/artifacts/model")
        }
        #expect(api.delete("model-versions/delete", #"{"name":"a","version":"\#(number)"}"#).isOK)
        #expect(create("models:/a/\(number)").isMissing && create("models:/a@x").isMissing && create("models:/a/Production").isMissing)
        #expect(create("models:/nope/1").isMissing)
    }

    @Test("a logged model needs to be named")
    func loggedModels() {
        #expect(create("models:/\(model)", model: model).isOK)
        #expect(create("models:/\(model)").isInvalid)
        #expect(create("models:/m-0123456789abcdef0123456789abcdef", model: "m-0123456789abcdef0123456789abcdef").isMissing)
    }
}

import Testing

@testable import MLflowAPI

@Suite("Registry (appendix A.7)")
struct RouteRegistryTests {
    @Test("models: names, duplicates, descriptions, renaming, deleting")
    func models() throws {
        let api = try TransportStore()
        for name in ["", "  ", "a/b", "a:b", "."] { #expect(api.post("registered-models/create", #"{"name":"\#(name)"}"#).isInvalid) }
        let made = api.post("registered-models/create", #"{"name":"x é@#","description":"d","tags":[{"key":"k","value":"v"}]}"#)
        #expect(made["registered_model.name"] == "x é@#" && made["registered_model.description"] == "d")
        let again = api.post("registered-models/create", #"{"name":"x é@#"}"#)
        #expect(again.isError(400, "RESOURCE_ALREADY_EXISTS") && again.message.contains("Registered Model (name=x é@#) already exists"))
        let found = api.get("registered-models/get", "name=x+%C3%A9%40%23")
        #expect(found.pairs("registered_model.tags") == ["k": "v"] && found["registered_model.description"] == "d")
        let unknown = api.get("registered-models/get", "name=nope")
        #expect(unknown.isMissing && unknown.message.contains("Registered Model with name=nope not found"))
        #expect(api.patch("registered-models/update", #"{"name":"x é@#"}"#)["registered_model.description"] == nil)
        api.makeRegisteredModel("b")
        #expect(api.post("registered-models/rename", #"{"name":"b","new_name":"x é@#"}"#).isError(400, "RESOURCE_ALREADY_EXISTS"))
        #expect(api.post("registered-models/rename", #"{"name":"nope","new_name":"c"}"#).isMissing)
        #expect(api.post("registered-models/rename", #"{"name":"b","new_name":"c"}"#)["registered_model.name"] == "c")
        #expect(try api.makeVersion("c") == "1")
        #expect(api.delete("registered-models/delete", #"{"name":"c"}"#).isOK)
        #expect(
            api.get("model-versions/get", "name=c&version=1").isMissing
                && api.delete("registered-models/delete", #"{"name":"c"}"#).isMissing)
    }

    @Test("version numbers are never used twice, and a deleted version takes its aliases along")
    func numbers() throws {
        let api = try TransportStore()
        api.makeRegisteredModel("a")
        #expect(try api.makeVersion("a") == "1")
        #expect(try api.makeVersion("a") == "2")
        #expect(api.post("registered-models/alias", #"{"name":"a","alias":"x","version":2}"#).isOK)
        #expect(api.delete("model-versions/delete", #"{"name":"a","version":"2"}"#).isOK)
        #expect(api.get("registered-models/alias", "name=a&alias=x").isInvalid)
        #expect(try api.makeVersion("a") == "3")
        #expect(api.get("model-versions/get", "name=a&version=abc").isInvalid)
        for version in ["2", "999", "0", "99999999999999999999"] {
            let reply = api.get("model-versions/get", "name=a&version=\(version)")
            #expect(reply.isMissing && reply.message.contains("Model Version (name=a, version="), "\(reply)")
        }
        #expect(api.post("model-versions/create", #"{"name":"nope","source":"s3://b"}"#).isMissing)
        #expect(api.post("model-versions/create", #"{"name":"a"}"#).isInvalid)
    }

    @Test("a version answers as it was made, without its model's ID")
    func version() throws {
        let api = try TransportStore()
        api.makeRegisteredModel("a")
        let model = try api.makeLoggedModel()
        let made = api.post("model-versions/create", #"{"name":"a","source":"models:/\#(model)","model_id":"\#(model)","description":"d"}"#)
        #expect(
            made["model_version.version"] == "1" && made["model_version.current_stage"] == "None" && made["model_version.status"] == "READY"
        )
        #expect(made["model_version.run_id"] == "" && made["model_version.model_id"] == nil)
        let found = api.get("model-versions/get", "name=a&version=1")
        #expect(found["model_version.description"] == "d" && found["model_version.source"] == "models:/\(model)")
        #expect(found["model_version.model_id"] == nil)
        let tags = api.get("logged-models/\(model)").pairs("model.info.tags")
        #expect(tags["mlflow.modelVersions"] == #"[{"name":"a","version":1}]"#)
        let address = api.get("model-versions/get-download-uri", "name=a&version=1")
        #expect(address["artifact_uri"] == "mlflow-artifacts:/0/models/\(model)/artifacts")
        let updated = api.patch("model-versions/update", #"{"name":"a","version":"1"}"#)
        #expect(updated.isOK && api.get("model-versions/get", "name=a&version=1")["model_version.description"] == "")
    }

    @Test("stages: any letter case, archiving, refusals")
    func stages() throws {
        let api = try TransportStore()
        api.makeRegisteredModel("a")
        for _ in 1...3 { _ = try api.makeVersion("a") }
        func move(_ version: Int, _ stage: String, _ more: String = "") -> TransportReply {
            api.post("model-versions/transition-stage", #"{"name":"a","version":"\#(version)","stage":"\#(stage)"\#(more)}"#)
        }
        #expect(move(1, "production")["model_version.current_stage"] == "Production")
        #expect(move(2, "Production")["model_version.current_stage"] == "Production")
        #expect(move(3, "PRODUCTION", #","archive_existing_versions":"TRUE""#).isOK)
        let stages = (1...3).map { api.get("model-versions/get", "name=a&version=\($0)")["model_version.current_stage"] }
        #expect(stages == ["Archived", "Archived", "Production"])
        let bogus = move(1, "Bogus")
        #expect(bogus.isInvalid && bogus.message.contains("Invalid Model Version stage"))
        for stage in ["None", "Archived"] { #expect(move(1, stage, #","archive_existing_versions":true"#).isInvalid) }
        #expect(move(9, "Staging").isMissing)
        #expect(
            api.post("registered-models/get-latest-versions", #"{"name":"a"}"#).column("model_versions", "version").sorted() == ["2", "3"])
        #expect(api.get("registered-models/get-latest-versions", "name=a&stages=production")["model_versions.0.version"] == "3")
        #expect(api.post("registered-models/get-latest-versions", #"{"name":"a","stages":["zz"]}"#).isInvalid)
        #expect(api.post("registered-models/get-latest-versions", #"{"name":"nope"}"#).isMissing)
        let model = api.get("registered-models/get", "name=a")
        #expect(model.count("registered_model.latest_versions") == 2)
    }

    @Test("aliases")
    func aliases() throws {
        let api = try TransportStore()
        api.makeRegisteredModel("a")
        for _ in 1...2 { _ = try api.makeVersion("a") }
        func set(_ alias: String, _ version: String) -> TransportReply {
            api.post("registered-models/alias", #"{"name":"a","alias":"\#(alias)","version":"\#(version)"}"#)
        }
        #expect(set("c", "1").isOK && set("c", "2").isOK && set("C", "1").isOK)
        #expect(api.get("registered-models/alias", "name=a&alias=c")["model_version.version"] == "2")
        #expect(api.get("registered-models/alias", "name=a&alias=C")["model_version.version"] == "1")
        #expect(api.get("registered-models/alias", "name=a&alias=latest")["model_version.version"] == "2")
        #expect(api.get("model-versions/get", "name=a&version=2").value("model_version.aliases") as? [String] == ["c"])
        let unknown = api.get("registered-models/alias", "name=a&alias=x")
        #expect(unknown.isInvalid && unknown.message.contains("Registered model alias x not found"))
        #expect(api.get("registered-models/alias", "name=nope&alias=x").isMissing)
        #expect(set("x", "9").isMissing)
        for alias in ["latest", "LATEST", "v1", "V12", "a b", String(repeating: "a", count: 256)] { #expect(set(alias, "1").isInvalid) }
        for alias in ["v1a", "12", "é"] { #expect(set(alias, "1").isOK) }
        #expect(api.delete("registered-models/alias", #"{"name":"a","alias":"c"}"#).isOK)
        #expect(api.delete("registered-models/alias", #"{"name":"a","alias":"c"}"#).isOK)
        #expect(api.delete("registered-models/alias", #"{"name":"nope","alias":"c"}"#).isMissing)
        let byQuery = APIRequest(method: "DELETE", path: "/api/2.0/mlflow/registered-models/alias", query: "name=a&alias=C")
        #expect(api.send(byQuery).isOK && api.get("registered-models/alias", "name=a&alias=C").isInvalid)
    }

    @Test("tags of models and versions")
    func tags() throws {
        let api = try TransportStore()
        api.makeRegisteredModel("a")
        _ = try api.makeVersion("a")
        for (area, extra, get, path) in [
            ("registered-models", "", "name=a", "registered_model.tags"),
            ("model-versions", #","version":1"#, "name=a&version=1", "model_version.tags"),
        ] {
            #expect(api.post("\(area)/set-tag", #"{"name":"a"\#(extra),"key":"k","value":"v"}"#).isOK)
            #expect(api.get("\(area)/get", get).pairs(path) == ["k": "v"])
            #expect(api.delete("\(area)/delete-tag", #"{"name":"a"\#(extra),"key":"k"}"#).isOK)
            #expect(api.delete("\(area)/delete-tag", #"{"name":"a"\#(extra),"key":"k"}"#).isOK)
            #expect(api.post("\(area)/set-tag", #"{"name":"nope"\#(extra),"key":"k","value":"v"}"#).isMissing)
            let long = String(repeating: "v", count: 100_001)
            #expect(api.post("\(area)/set-tag", #"{"name":"a"\#(extra),"key":"k","value":"\#(long)"}"#).isInvalid)
        }
    }

    @Test("searches page, and hide prompts until they are asked for")
    func searches() throws {
        let api = try TransportStore()
        for name in ["a", "b", "c"] {
            api.makeRegisteredModel(name)
            _ = try api.makeVersion(name)
        }
        let prompt = #"{"name":"p","tags":[{"key":"mlflow.prompt.is_prompt","value":"true"}]}"#
        #expect(api.post("registered-models/create", prompt).isOK)
        #expect(api.post("registered-models/create", #"{"name":"p"}"#).isError(400, "RESOURCE_ALREADY_EXISTS"))
        #expect(api.post("model-versions/create", #"{"name":"p","source":"s3://b"}"#).isInvalid)
        #expect(api.post("model-versions/create", #"{"name":"p","source":"dummy-source"}"#).isOK)
        #expect(api.get("registered-models/search").column("registered_models", "name") == ["a", "b", "c"])
        let asked = "filter=tags.%60mlflow.prompt.is_prompt%60%3D'true'"
        #expect(api.get("registered-models/search", asked).column("registered_models", "name") == ["p"])
        #expect(api.post("registered-models/search", #"{"max_results":1}"#).column("registered_models", "name") == ["a"])
        let token = try #require(api.get("registered-models/search", "max_results=2")["next_page_token"])
        #expect(api.get("registered-models/search", "max_results=2&page_token=\(token)").column("registered_models", "name") == ["c"])
        #expect(
            api.get("registered-models/search", "max_results=1001").isInvalid
                && api.get("registered-models/search", "max_results=0").isInvalid)
        #expect(api.get("model-versions/search", "filter=name%3D'b'").column("model_versions", "name") == ["b"])
        #expect(api.get("model-versions/search").count("model_versions") == 3)
        #expect(
            api.get("model-versions/search", "filter=nope").isInvalid && api.get("model-versions/search", "max_results=200001").isInvalid)
    }
}

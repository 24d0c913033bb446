import Testing

@testable import MLflowAPI

@Suite("Logged models (appendix A.8)")
struct RouteLoggedModelTests {
    @Test("a new model is pending, has an ID and a name")
    func create() throws {
        let api = try TransportStore()
        let made = api.post("logged-models", #"{"experiment_id":"0"}"#)
        let id = try #require(made["model.info.model_id"])
        #expect(id.hasPrefix("m-") && id.count == 34 && made["model.info.status"] == "LOGGED_MODEL_PENDING")
        #expect(made["model.info.artifact_uri"] == "mlflow-artifacts:/0/models/\(id)/artifacts")
        let name = try #require(made["model.info.name"])
        #expect(!name.isEmpty && api.get("logged-models/\(id)")["model.info.name"] == name)
        for bad in ["a/b", "a:b", "a.b", "a%b", "a'b", #"a\"b"#] {
            #expect(api.post("logged-models", #"{"experiment_id":"0","name":"\#(bad)"}"#).isInvalid)
        }
        for _ in 0..<2 { #expect(api.post("logged-models", #"{"experiment_id":"0","name":"same"}"#).isOK) }
        #expect(api.post("logged-models", #"{"experiment_id":"4711"}"#).isMissing && api.post("logged-models").isInvalid)
        let twice = #"{"experiment_id":"0","params":[{"key":"p","value":"1"},{"key":"p","value":"2"}]}"#
        #expect(api.post("logged-models", twice).isInvalid)
    }

    @Test("its status moves in any order")
    func finalise() throws {
        let api = try TransportStore()
        let id = try api.makeLoggedModel()
        for status in [#""LOGGED_MODEL_READY""#, "2", #""LOGGED_MODEL_UPLOAD_FAILED""#, #""LOGGED_MODEL_READY""#] {
            #expect(api.patch("logged-models/\(id)", #"{"model_id":"other","status":\#(status)}"#).isOK)
        }
        #expect(api.get("logged-models/\(id)")["model.info.status"] == "LOGGED_MODEL_READY")
        #expect(api.patch("logged-models/\(id)", "{}").isInvalid && api.patch("logged-models/\(id)", #"{"status":"X"}"#).isInvalid)
        #expect(api.patch("logged-models/m-nope", #"{"status":2}"#).isMissing)
    }

    @Test("tags and params")
    func tagsAndParams() throws {
        let api = try TransportStore()
        let id = try api.makeLoggedModel(#","params":[{"key":"a","value":"1"}]"#)
        let tagged = api.patch("logged-models/\(id)/tags", #"{"tags":[{"key":"a/b","value":"1"},{"key":"a/b","value":"2"}]}"#)
        #expect(tagged.pairs("model.info.tags") == ["a/b": "2"])
        let delete = APIRequest(method: "DELETE", path: "/api/2.0/mlflow/logged-models/\(id)/tags/a%2Fb")
        #expect(api.send(delete).isOK && api.send(delete).isMissing)
        #expect(api.post("logged-models/\(id)/params", #"{"params":[{"key":"b","value":"2"}]}"#).isOK)
        #expect(api.post("logged-models/\(id)/params", #"{"params":[{"key":"b","value":"2"}]}"#).isInvalid)
        #expect(api.get("logged-models/\(id)").pairs("model.data.params") == ["a": "1", "b": "2"])
    }

    @Test("a deleted model is hidden unless it is asked for")
    func delete() throws {
        let api = try TransportStore()
        let id = try api.makeLoggedModel()
        #expect(api.delete("logged-models/\(id)").isOK && api.get("logged-models/\(id)").isMissing)
        #expect(api.get("logged-models/\(id)", "allow_deleted=true").isOK && api.delete("logged-models/\(id)").isOK)
        #expect(api.delete("logged-models/m-nope").isMissing)
    }

    @Test("search")
    func search() throws {
        let api = try TransportStore()
        for name in ["a", "b", "c"] { _ = try api.makeLoggedModel(#","name":"\#(name)""#) }
        #expect(api.post("logged-models/search").isInvalid && api.post("logged-models/search", #"{"experiment_ids":[]}"#).isInvalid)
        let one = api.post("logged-models/search", #"{"experiment_ids":["0"],"filter":"name = 'b'"}"#)
        #expect(one.count("models") == 1 && one["models.0.info.name"] == "b")
        let order = #""order_by":[{"field_name":"name","ascending":false}]"#
        let first = api.post("logged-models/search", #"{"experiment_ids":["0"],"max_results":2,\#(order)}"#)
        #expect(first["models.0.info.name"] == "c" && first.count("models") == 2)
        let token = try #require(first["next_page_token"])
        let rest = api.post("logged-models/search", #"{"experiment_ids":["0"],"max_results":2,\#(order),"page_token":"\#(token)"}"#)
        #expect(rest["models.0.info.name"] == "a" && rest["next_page_token"] == nil)
        let reused = #"{"experiment_ids":["0"],"filter":"name = 'b'","page_token":"\#(token)"}"#
        #expect(api.post("logged-models/search", reused).isInvalid)
        for bad in [#""order_by":["name"]"#, #""order_by":[{"field_name":"nope"}]"#, #""filter":"nope""#, #""datasets":[{}]"#] {
            #expect(api.post("logged-models/search", #"{"experiment_ids":["0"],\#(bad)}"#).isInvalid)
        }
    }
}

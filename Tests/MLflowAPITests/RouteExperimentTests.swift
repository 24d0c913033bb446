import Testing

@testable import MLflowAPI

@Suite("Experiments (appendix A.2)")
struct RouteExperimentTests {
    @Test("a fresh store has the experiment Default")
    func fresh() throws {
        let reply = try TransportStore().get("experiments/get", "experiment_id=0")
        #expect(reply["experiment.name"] == "Default" && reply["experiment.lifecycle_stage"] == "active")
        #expect(reply["experiment.artifact_location"] == "mlflow-artifacts:/0")
    }

    @Test("a name is taken once, also by a deleted experiment")
    func names() throws {
        let api = try TransportStore()
        let id = try api.makeExperiment("E")
        #expect(UInt64(id) != nil)
        #expect(api.post("experiments/create", #"{"name":"E"}"#).isError(400, "RESOURCE_ALREADY_EXISTS"))
        #expect(api.post("experiments/delete", #"{"experiment_id":"\#(id)"}"#).isOK)
        let again = api.post("experiments/create", #"{"name":"E"}"#)
        #expect(again.isError(400, "RESOURCE_ALREADY_EXISTS") && again.message.contains("Experiment(name=E) already exists"))
    }

    @Test("names that are missing, blank or too long are refused; 500 characters are not")
    func badNames() throws {
        let api = try TransportStore()
        let missing = api.post("experiments/create", "{}")
        #expect(missing.isInvalid && missing.message.contains("Missing value for required parameter 'name'"))
        #expect(api.post("experiments/create", #"{"name":""}"#).isInvalid)
        #expect(api.post("experiments/create", #"{"name":"  "}"#).isInvalid)
        #expect(api.post("experiments/create", #"{"name":"\#(String(repeating: "é", count: 501))"}"#).isInvalid)
        #expect(api.post("experiments/create", #"{"name":"\#(String(repeating: "é", count: 500))"}"#).isOK)
        let number = api.post("experiments/create", #"{"name":5}"#)
        #expect(number.message.contains("Invalid value 5 for parameter 'name' supplied"))
    }

    @Test("tags and place are kept")
    func details() throws {
        let api = try TransportStore()
        let reply = api.post(
            "experiments/create", #"{"name":"a","artifact_location":"s3://b/p","tags":[{"key":"k","value":"v"},{"key":"n"}]}"#)
        let id = try #require(reply["experiment_id"])
        let found = api.get("experiments/get", "experiment_id=\(id)")
        #expect(found["experiment.artifact_location"] == "s3://b/p")
        #expect(found.pairs("experiment.tags") == ["k": "v", "n": ""])
        let other = try api.makeExperiment("b")
        #expect(api.get("experiments/get", "experiment_id=\(other)")["experiment.artifact_location"] == "mlflow-artifacts:/\(other)")
    }

    @Test("unknown and malformed IDs")
    func ids() throws {
        let api = try TransportStore()
        let unknown = api.get("experiments/get", "experiment_id=123456")
        #expect(unknown.isMissing && unknown.message.contains("No Experiment with id=123456 exists"))
        for id in ["abc", "-1", "1.5", "99999999999999999999"] { #expect(api.get("experiments/get", "experiment_id=\(id)").isInvalid) }
        let name = api.get("experiments/get-by-name", "experiment_name=nope")
        #expect(name.isMissing && name.message.contains("Could not find experiment with name 'nope'"))
    }

    @Test("deleting and restoring take the runs along, and are not there twice")
    func lifecycle() throws {
        let api = try TransportStore()
        let id = try api.makeExperiment("E")
        let run = try api.makeRun(in: id)
        let body = #"{"experiment_id":"\#(id)"}"#
        #expect(api.post("experiments/delete", body).isOK)
        #expect(api.post("experiments/delete", body).isMissing)
        #expect(api.get("experiments/get", "experiment_id=\(id)")["experiment.lifecycle_stage"] == "deleted")
        #expect(api.get("experiments/get-by-name", "experiment_name=E")["experiment.lifecycle_stage"] == "deleted")
        #expect(api.get("runs/get", "run_id=\(run)")["run.info.lifecycle_stage"] == "deleted")
        #expect(api.post("runs/create", body).isInvalid)
        #expect(api.post("experiments/set-experiment-tag", #"{"experiment_id":"\#(id)","key":"k","value":"v"}"#).isInvalid)
        #expect(api.post("experiments/update", #"{"experiment_id":"\#(id)","new_name":"F"}"#).status == 400)
        #expect(api.post("experiments/restore", body).isOK)
        #expect(api.post("experiments/restore", body).isMissing)
        #expect(api.get("runs/get", "run_id=\(run)")["run.info.lifecycle_stage"] == "active")
    }

    @Test("renaming")
    func rename() throws {
        let api = try TransportStore()
        let id = try api.makeExperiment("E")
        _ = try api.makeExperiment("F")
        #expect(api.post("experiments/update", #"{"experiment_id":"\#(id)"}"#).isInvalid)
        #expect(
            api.post("experiments/update", #"{"experiment_id":"\#(id)","new_name":"F"}"#).isError(400, "RESOURCE_ALREADY_EXISTS"))
        #expect(api.post("experiments/update", #"{"experiment_id":"\#(id)","new_name":"G"}"#).isOK)
        #expect(api.get("experiments/get", "experiment_id=\(id)")["experiment.name"] == "G")
    }

    @Test("tags: limits, an absent value, removal")
    func tags() throws {
        let api = try TransportStore()
        func set(_ key: String, _ value: String?) -> TransportReply {
            api.post(
                "experiments/set-experiment-tag",
                #"{"experiment_id":"0","key":"\#(key)"\#(value.map { #","value":"\#($0)""# } ?? "")}"#)
        }
        #expect(set("k", String(repeating: "v", count: 20_001)).isInvalid)
        #expect(set(String(repeating: "k", count: 251), "v").isInvalid)
        #expect(set("k", nil).isOK)
        #expect(api.get("experiments/get", "experiment_id=0").pairs("experiment.tags") == ["k": ""])
        #expect(api.post("experiments/delete-experiment-tag", #"{"experiment_id":"0","key":"k"}"#).isOK)
        #expect(api.post("experiments/delete-experiment-tag", #"{"experiment_id":"0","key":"k"}"#).isMissing)
    }

    @Test("search: bounds, stages, pages")
    func search() throws {
        let api = try TransportStore()
        for name in ["a", "b", "c"] { _ = try api.makeExperiment(name) }
        let gone = try api.makeExperiment("d")
        #expect(api.post("experiments/delete", #"{"experiment_id":"\#(gone)"}"#).isOK)
        #expect(api.post("experiments/search").count("experiments") == 4)
        for limit in ["0", "-1", "50001"] { #expect(api.post("experiments/search", #"{"max_results":\#(limit)}"#).isInvalid) }
        for view in [#""DELETED_ONLY""#, "2"] {
            #expect(api.post("experiments/search", #"{"view_type":\#(view)}"#).column("experiments", "name") == ["d"])
        }
        let first = api.post("experiments/search", #"{"max_results":2,"order_by":["name"]}"#)
        let token = try #require(first["next_page_token"])
        let second = api.post("experiments/search", #"{"max_results":2,"order_by":["name"],"page_token":"\#(token)"}"#)
        #expect((first.column("experiments", "name") + second.column("experiments", "name")) == ["Default", "a", "b", "c"])
        #expect(second["next_page_token"] == nil)
        #expect(api.post("experiments/search", #"{"page_token":"garbage"}"#).isInvalid)
        #expect(api.post("experiments/search", #"{"page_token":"\#(token)"}"#).isInvalid)
        let byQuery = api.get("experiments/search", "order_by=name&order_by=experiment_id&max_results=2")
        #expect(byQuery.column("experiments", "name") == ["Default", "a"])
    }
}

import Testing

@testable import MLflowAPI

@Suite("Runs (appendix A.3)")
struct RouteRunTests {
    @Test("a new run is running, named, and placed under its experiment")
    func create() throws {
        let api = try TransportStore()
        let reply = api.post("runs/create", #"{"experiment_id":"0","user_id":"ann","start_time":"123","tags":[{"key":"t","value":"v"}]}"#)
        let id = try #require(reply["run.info.run_id"])
        #expect(id.count == 32 && reply["run.info.run_uuid"] == id)
        #expect(reply["run.info.status"] == "RUNNING" && reply["run.info.lifecycle_stage"] == "active")
        #expect(reply["run.info.start_time"] == "123" && reply["run.info.user_id"] == "ann" && reply["run.info.end_time"] == nil)
        #expect(reply["run.info.artifact_uri"] == "mlflow-artifacts:/0/\(id)/artifacts")
        let name = try #require(reply["run.info.run_name"])
        #expect(reply.pairs("run.data.tags") == ["t": "v", "mlflow.runName": name])
        #expect(api.get("runs/get", "run_uuid=\(id)").text == reply.text.replacing("\"inputs\":{}}", with: "\"inputs\":{},\"outputs\":{}}"))
        #expect(api.get("runs/get", "run_id=\(id)&run_uuid=\(id)").isOK)
    }

    @Test("names: by field, by tag, not two different ones")
    func names() throws {
        let api = try TransportStore()
        #expect(api.post("runs/create", #"{"experiment_id":"0","run_name":"a","tags":[{"key":"mlflow.runName","value":"b"}]}"#).isInvalid)
        let byTag = api.post("runs/create", #"{"experiment_id":"0","tags":[{"key":"mlflow.runName","value":"b"}]}"#)
        #expect(byTag["run.info.run_name"] == "b")
        let id = try #require(byTag["run.info.run_id"])
        #expect(api.post("runs/update", #"{"run_id":"\#(id)","run_name":""}"#)["run_info.run_name"] == "b")
        #expect(api.post("runs/update", #"{"run_id":"\#(id)","run_name":"zz"}"#)["run_info.run_name"] == "zz")
        #expect(api.get("runs/get", "run_id=\(id)").pairs("run.data.tags")["mlflow.runName"] == "zz")
        #expect(api.post("runs/set-tag", #"{"run_id":"\#(id)","key":"mlflow.runName","value":"yy"}"#).isOK)
        #expect(api.post("runs/set-tag", #"{"run_id":"\#(id)","key":"mlflow.runName","value":""}"#).isOK)
        #expect(api.get("runs/get", "run_id=\(id)")["run.info.run_name"] == "yy")
        #expect(api.post("runs/delete-tag", #"{"run_id":"\#(id)","key":"mlflow.runName"}"#).isOK)
        #expect(api.get("runs/get", "run_id=\(id)")["run.info.run_name"] == "yy")
    }

    @Test("what cannot be created")
    func badCreate() throws {
        let api = try TransportStore()
        #expect(api.post("runs/create", #"{"experiment_id":"4711"}"#).isMissing)
        for body in [
            "{}", #"{"experiment_id":"x"}"#, #"{"experiment_id":"0","start_time":"abc"}"#, #"{"experiment_id":"0","user_id":5}"#,
            #"{"experiment_id":"0","tags":[{"key":"a","value":"1"},{"key":"a","value":"2"}]}"#,
            #"{"experiment_id":"0","tags":[{"key":"a$b","value":"1"}]}"#,
        ] { #expect(api.post("runs/create", body).isInvalid, "\(body)") }
        #expect(api.post("runs/search", #"{"experiment_ids":["0"]}"#).text == "{}")
    }

    @Test("status and end move freely")
    func update() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        let done = api.post("runs/update", #"{"run_id":"\#(run)","status":"FINISHED","end_time":99}"#)
        #expect(done["run_info.status"] == "FINISHED" && done["run_info.end_time"] == "99")
        let resumed = api.post("runs/update", #"{"run_uuid":"\#(run)","status":"RUNNING"}"#)
        #expect(resumed["run_info.status"] == "RUNNING" && resumed["run_info.end_time"] == "99")
        #expect(api.get("runs/get", "run_id=\(run)")["run.info.status"] == "RUNNING")
    }

    @Test("a deleted run is read, restored, and not written")
    func lifecycle() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        let body = #"{"run_id":"\#(run)"}"#
        #expect(api.post("runs/delete", body).isOK && api.post("runs/delete", body).isOK)
        #expect(api.get("runs/get", "run_id=\(run)")["run.info.lifecycle_stage"] == "deleted")
        for (path, more) in Self.writes {
            let reply = api.post(path, #"{"run_id":"\#(run)"\#(more)}"#)
            #expect(reply.isInvalid && reply.message.contains("must be in the 'active' state"), "\(path): \(reply)")
        }
        #expect(api.post("runs/restore", body).isOK && api.post("runs/restore", body).isOK)
        #expect(api.post("runs/set-tag", #"{"run_id":"\#(run)","key":"k","value":"v"}"#).isOK)
    }

    static let writes: [(String, String)] = [
        ("runs/update", #","status":"FINISHED""#), ("runs/log-metric", #","key":"m","value":1,"timestamp":1"#),
        ("runs/log-parameter", #","key":"p","value":"1""#), ("runs/set-tag", #","key":"t","value":"1""#),
        ("runs/log-batch", #","metrics":[{"key":"m","value":1,"timestamp":1}]"#), ("runs/log-batch", ""), ("runs/log-inputs", ""),
        ("runs/log-inputs", #","datasets":[{"dataset":{"name":"d"}}]"#), ("runs/outputs", #","models":[{"model_id":"m-1","step":0}]"#),
        ("runs/log-model", #","model_json":"{\"run_id\":\"r\",\"artifact_path\":\"p\",\"utc_time_created\":\"t\",\"flavors\":{}}""#),
    ]

    @Test("everything on an unknown run is missing, but its history, which is empty")
    func unknown() throws {
        let api = try TransportStore()
        for (path, more) in Self.writes + [("runs/delete", ""), ("runs/restore", ""), ("runs/delete-tag", #","key":"k""#)] {
            let reply = api.post(path, #"{"run_id":"nope"\#(more)}"#)
            #expect(reply.isMissing && reply.message.contains("Run with id=nope not found"), "\(path): \(reply)")
        }
        #expect(api.get("runs/get", "run_id=nope").isMissing)
        #expect(api.get("artifacts/list", "run_id=nope").isMissing)
        #expect(api.get("metrics/get-history", "run_id=nope&metric_key=m").text == "{}")
    }

    @Test("tags: long values are cut, bad keys are refused, removal is not there twice")
    func tags() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        let long = String(repeating: "é", count: 8_001)
        #expect(api.post("runs/set-tag", #"{"run_id":"\#(run)","key":"k","value":"\#(long)"}"#).isOK)
        #expect(api.get("runs/get", "run_id=\(run)").pairs("run.data.tags")["k"]?.unicodeScalars.count == 8_000)
        for key in ["a$b", String(repeating: "k", count: 251), "", "a//b"] {
            #expect(api.post("runs/set-tag", #"{"run_id":"\#(run)","key":"\#(key)","value":"v"}"#).isInvalid)
        }
        #expect(api.post("runs/delete-tag", #"{"run_id":"\#(run)","key":"k"}"#).isOK)
        #expect(api.post("runs/delete-tag", #"{"run_id":"\#(run)","key":"k"}"#).isMissing)
        #expect(api.get("runs/get", "run_id=\(run)&run_uuid=other").isInvalid)
        #expect(api.get("runs/get").isInvalid)
    }

    @Test("the history of 2.x models grows in a tag that is not cut")
    func logModel() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        let flavors = #"{\"python_function\":{\"config\":{\"x\":1},\"env\":\"\#(String(repeating: "e", count: 9_000))\"}}"#
        let model = #"{\"run_id\":\"r\",\"artifact_path\":\"p\",\"utc_time_created\":\"t\",\"flavors\":\#(flavors),\"extra\":1}"#
        for _ in 0..<2 { #expect(api.post("runs/log-model", #"{"run_id":"\#(run)","model_json":"\#(model)"}"#).isOK) }
        let history = try #require(api.get("runs/get", "run_id=\(run)").pairs("run.data.tags")["mlflow.log-model.history"])
        #expect(history.count > 18_000 && !history.contains("config") && !history.contains("extra"))
        for bad in ["{", "[]", #"{\"run_id\":\"r\"}"#, ""] {
            #expect(api.post("runs/log-model", #"{"run_id":"\#(run)","model_json":"\#(bad)"}"#).isInvalid)
        }
    }

    @Test("inputs and outputs")
    func links() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        let dataset =
            #"{"dataset":{"name":"d","digest":"x","source_type":"code","source":"{}"},"tags":[{"key":"mlflow.data.context","value":"train"}]}"#
        for _ in 0..<2 { #expect(api.post("runs/log-inputs", #"{"run_id":"\#(run)","datasets":[\#(dataset)]}"#).isOK) }
        #expect(api.post("runs/outputs", #"{"run_id":"\#(run)","models":[{"model_id":"m-1","step":"3"}]}"#).isOK)
        let reply = api.get("runs/get", "run_id=\(run)")
        #expect(reply.count("run.inputs.dataset_inputs") == 1 && reply["run.inputs.dataset_inputs.0.dataset.name"] == "d")
        #expect(reply.pairs("run.inputs.dataset_inputs.0.tags") == ["mlflow.data.context": "train"])
        #expect(reply["run.outputs.model_outputs.0.model_id"] == "m-1" && reply["run.outputs.model_outputs.0.step"] == "3")
        #expect(api.post("runs/outputs", #"{"run_id":"\#(run)"}"#).isInvalid)
        for bad in [#"{}"#, #"{"dataset":{}}"#, #"{"dataset":{"name":"\#(String(repeating: "n", count: 501))"}}"#, "1"] {
            #expect(api.post("runs/log-inputs", #"{"run_id":"\#(run)","datasets":[\#(bad)]}"#).isInvalid)
        }
    }

    @Test("search: experiments, bounds, pages")
    func search() throws {
        let api = try TransportStore()
        var runs: [String] = []
        for start in 1...5 { runs.append(try api.makeRun("0", start)) }
        #expect(api.post("runs/search", "{}").text == "{}" && api.post("runs/search", #"{"experiment_ids":[]}"#).text == "{}")
        for body in [
            #"{"experiment_ids":["abc"]}"#, #"{"experiment_ids":"0"}"#, #"{"experiment_ids":["0"],"max_results":0}"#,
            #"{"experiment_ids":["0"],"max_results":-1}"#, #"{"experiment_ids":["0"],"max_results":50001}"#,
            #"{"experiment_ids":["0"],"filter":"metrics.m >"}"#, #"{"experiment_ids":["0"],"filter":"x' OR 1=1 --"}"#,
            #"{"experiment_ids":["0"],"order_by":["nope"]}"#, #"{"experiment_ids":["0"],"page_token":"x"}"#,
        ] { #expect(api.post("runs/search", body).isInvalid, "\(body)") }
        var found: [String] = []
        var token = ""
        repeat {
            let page = api.post("runs/search", #"{"experiment_ids":["0"],"max_results":2,"page_token":"\#(token)"}"#)
            for index in 0..<page.count("runs") { found.append(page["runs.\(index).info.run_id"] ?? "") }
            token = page["next_page_token"] ?? ""
        } while !token.isEmpty && found.count < 10
        #expect(found == runs.reversed())
    }
}

extension TransportStore {
    func makeRun(_ experiment: String, _ start: Int) throws -> String {
        let reply = post("runs/create", #"{"experiment_id":"\#(experiment)","start_time":\#(start)}"#)
        return reply["run.info.run_id"] ?? ""
    }
}

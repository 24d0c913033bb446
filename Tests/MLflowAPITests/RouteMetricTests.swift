import Testing

@testable import MLflowAPI

@Suite("Params, metrics and batches (appendix A.4)")
struct RouteMetricTests {
    @Test("a param is written once")
    func params() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        func log(_ key: String, _ value: String) -> TransportReply {
            api.post("runs/log-parameter", #"{"run_id":"\#(run)","run_uuid":"\#(run)","key":"\#(key)"\#(value)}"#)
        }
        #expect(log("p", #","value":"1""#).isOK && log("p", #","value":"1""#).isOK)
        let changed = log("p", #","value":"2""#)
        #expect(changed.isInvalid && changed.message.contains("Changing param values is not allowed"))
        #expect(log("empty", "").isOK && log("number", #","value":5"#).isInvalid)
        let long = #","value":"\#(String(repeating: "v", count: 6_001))""#
        #expect(log("long", long).isOK && log("long", long).isOK)
        for key in ["a/b", "a:b c-d_e.f", "é"] { #expect(log(key, #","value":"x""#).isOK) }
        for key in ["a//b", "../x", "/x", "x/", ".", "a@b", String(repeating: "k", count: 251)] {
            #expect(log(key, #","value":"x""#).isInvalid)
        }
        let stored = api.get("runs/get", "run_id=\(run)").pairs("run.data.params")
        #expect(stored["p"] == "1" && stored["empty"] == "" && stored["long"]?.count == 6_000 && stored["é"] == "x" && stored.count == 6)
    }

    private static func metric(_ api: TransportStore, _ run: String, _ more: String, key: String = "m") -> TransportReply {
        api.post("runs/log-metric", #"{"run_id":"\#(run)","key":"\#(key)"\#(more)}"#)
    }

    @Test(
        "values of every form", arguments: ["1", #""1.5""#, #""NaN""#, #""Infinity""#, #""-Infinity""#, "true", "NaN", "-Infinity", "1e3"])
    func values(_ value: String) throws {
        let api = try TransportStore()
        #expect(Self.metric(api, try api.makeRun(), #","value":\#(value),"timestamp":1"#).isOK)
    }

    @Test(
        "what is no metric is refused",
        arguments: [
            #","value":null,"timestamp":1"#, #","timestamp":1"#, #","value":"abc","timestamp":1"#, #","value":1"#,
            #","value":1,"timestamp":-1"#,
            #","value":1,"timestamp":1.5"#, #","value":1,"timestamp":"x""#, #","value":1,"timestamp":1,"step":1.5"#,
            #","value":[1],"timestamp":1"#,
            #","value":1,"timestamp":1,"step":9223372036854775808"#, #","value":1,"timestamp":1,"model_id":5"#,
            #","value":"","timestamp":1"#,
        ])
    func refusedMetric(_ more: String) throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        #expect(Self.metric(api, run, more).isInvalid)
        #expect(api.get("metrics/get-history", "run_id=\(run)&metric_key=m").text == "{}")
    }

    @Test("the latest value goes by step, then time, then value; the history by time, then step")
    func latestAndHistory() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        for more in [
            #","value":7,"timestamp":10,"step":1"#, #","value":9,"timestamp":20,"step":0"#, #","value":7,"timestamp":10,"step":1"#,
            #","value":"Infinity","timestamp":5,"step":-5"#,
        ] { #expect(Self.metric(api, run, more).isOK) }
        #expect(api.get("runs/get", "run_id=\(run)")["run.data.metrics.0.value"] == "7.0")
        let history = api.get("metrics/get-history", "run_id=\(run)&metric_key=m")
        #expect(history.column("metrics", "timestamp") == ["5", "10", "20"] && history.column("metrics", "step") == ["-5", "1", "0"])
        #expect(history.text.contains("1.7976931348623157e+308"))
        #expect(api.get("metrics/get-history", "run_uuid=\(run)&metric_key=m&max_results=0").isInvalid)
        var token = ""
        var found: [String] = []
        repeat {
            let page = api.get("metrics/get-history", "run_id=\(run)&metric_key=m&max_results=1&page_token=\(token)")
            found += page.column("metrics", "timestamp")
            token = page["next_page_token"] ?? ""
        } while !token.isEmpty && found.count < 10
        #expect(found == ["5", "10", "20"])
    }

    @Test("NaN counts as 0 among equals", arguments: [(["1", "NaN"], "1.0"), (["NaN", "1"], "1.0"), (["-1", "NaN"], "NaN")])
    func latestNaN(_ values: [String], _ latest: String) throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        for value in values { #expect(Self.metric(api, run, #","value":"\#(value)","timestamp":1"#).isOK) }
        #expect(api.get("runs/get", "run_id=\(run)")["run.data.metrics.0.value"] == latest)
    }

    @Test("a batch is taken whole")
    func batch() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        #expect(api.post("runs/log-batch", #"{"run_id":"\#(run)"}"#).isOK)
        let metrics = (0..<1_000).map { #"{"key":"m\#($0 % 3)","value":\#($0),"timestamp":\#($0),"step":\#($0)}"# }.joined(separator: ",")
        #expect(api.post("runs/log-batch", #"{"run_id":"\#(run)","metrics":[\#(metrics)]}"#).isOK)
        #expect(
            api.post(
                "runs/log-batch",
                #"{"run_id":"\#(run)","params":[{"key":"p","value":"1"}],"tags":[{"key":"t","value":"1"},{"key":"t","value":"2"}]}"#
            ).isOK)
        let found = api.get("runs/get", "run_id=\(run)")
        #expect(found.pairs("run.data.metrics") == ["m0": "999.0", "m1": "997.0", "m2": "998.0"])
        #expect(found.pairs("run.data.params") == ["p": "1"] && found.pairs("run.data.tags")["t"] == "2")
    }

    static let badBatches: [(String, String)] = [
        (#""metrics":[{"key":"m","value":1}]"#, "metrics[0].timestamp"), (#""metrics":[{"value":1,"timestamp":1}]"#, "metrics[0].key"),
        (#""metrics":[{"key":"ok","value":1,"timestamp":1},{"key":"m","timestamp":1}]"#, "metrics[1].value"),
        (#""metrics":[{"key":"a$b","value":1,"timestamp":1}]"#, "metrics[0].key"), (#""metrics":[1]"#, "metrics[0]"),
        (#""metrics":{"key":"m"}"#, "metrics"), (#""metrics":[{"key":"m","value":"x","timestamp":1}]"#, "metrics[0].value"),
        (#""metrics":[{"key":"m","value":1,"timestamp":-1}]"#, "metrics[0].timestamp"),
        (#""metrics":[{"key":5,"value":1,"timestamp":1}]"#, "metrics[0].key"),
        (#""params":[{"key":"p","value":"1"},{"key":"p","value":"1"}]"#, "params"), (#""params":[{"value":"1"}]"#, "params[0].key"),
        (#""params":[{"key":"p","value":1}]"#, "params[0].value"), (#""tags":[{"key":"a//b"}]"#, "tags[0].key"),
        (#""metrics":[\#(many(1_001, #"{"key":"m","value":1,"timestamp":1}"#))]"#, "1000 metrics"),
        (#""tags":[\#(many(101, #"{"key":"m","value":"1"}"#))]"#, "100 tags"),
        (#""params":[\#((0...100).map { #"{"key":"p\#($0)","value":"1"}"# }.joined(separator: ","))]"#, "100 params"),
        (#""metrics":[\#(many(1_000, #"{"key":"m","value":1,"timestamp":1}"#))],"tags":[{"key":"t","value":"1"}]"#, "1000"),
        (
            #""metrics":[{"key":"m","value":1,"timestamp":1}],"tags":[{"key":"t","value":"1"}],"params":[{"key":"p","value":"2"}]"#,
            "Changing param"
        ),
    ]

    private static func many(_ count: Int, _ item: String) -> String { Array(repeating: item, count: count).joined(separator: ",") }

    @Test("a batch with anything wrong in it changes nothing, and the error says where", arguments: badBatches)
    func badBatch(_ content: String, _ fragment: String) throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        #expect(api.post("runs/log-parameter", #"{"run_id":"\#(run)","key":"p","value":"1"}"#).isOK)
        let before = api.get("runs/get", "run_id=\(run)").text
        let reply = api.post("runs/log-batch", #"{"run_id":"\#(run)",\#(content)}"#)
        #expect(reply.isInvalid && reply.message.contains(fragment), "\(reply)")
        #expect(api.get("runs/get", "run_id=\(run)").text == before)
    }

    @Test("a metric of a logged model shows there")
    func modelMetric() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        let model = try api.makeLoggedModel()
        let more = #","value":1,"timestamp":1,"modelId":"\#(model)","dataset_name":"d","dataset_digest":"x""#
        #expect(Self.metric(api, run, more).isOK)
        #expect(
            api.post(
                "runs/log-batch", #"{"run_id":"\#(run)","metrics":[{"key":"n","value":2,"timestamp":1,"model_id":"\#(model)"}]}"#
            ).isOK)
        let found = api.get("logged-models/\(model)")
        #expect(found.pairs("model.data.metrics") == ["m": "1.0", "n": "2.0"] && found["model.data.metrics.0.run_id"] == run)
        #expect(found["model.data.metrics.0.dataset_name"] == "d")
    }

    @Test("histories in bulk are thinned out evenly")
    func bulk() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        for part in 0..<5 {
            let metrics = (0..<1_000).map { #"{"key":"m","value":1,"timestamp":1,"step":\#(part * 1_000 + $0)}"# }.joined(separator: ",")
            #expect(api.post("runs/log-batch", #"{"run_id":"\#(run)","metrics":[\#(metrics)]}"#).isOK)
        }
        let path = "metrics/get-history-bulk-interval"
        let reply = api.get(path, "run_ids=\(run)&metric_key=m&max_results=10")
        #expect(reply.column("metrics", "step") == [0, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 3_500, 4_000, 4_999].map(String.init))
        #expect(reply["metrics.0.run_id"] == run)
        let ids = (0...100).map { "run_ids=r\($0)" }.joined(separator: "&")
        for query in [
            "\(ids)&metric_key=m", "run_ids=r&metric_key=m&start_step=1", "run_ids=r&metric_key=m&max_results=2501", "metric_key=m",
            "run_ids=r&metric_key=m&start_step=2&end_step=1",
        ] { #expect(api.get(path, query).isInvalid, "\(query)") }
        #expect(api.get(path, "run_ids=nope&metric_key=m").text == "{}")
    }
}

import Testing

@testable import MLflowAPI

@Suite("What a run's data is filed under")
struct RouteRunDataTests {
    /// K and the Kelvin sign: equal as Swift's strings are, different as bytes are.
    static let lookAlikes = ["K", "\u{212A}"]

    @Test("keys that only look alike are two metrics and two tags, in one batch and in several requests")
    func lookAlikes() throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        let metrics = Self.lookAlikes.enumerated().map { #"{"key":"\#($1)","value":\#($0),"timestamp":1}"# }.joined(separator: ",")
        let tags = Self.lookAlikes.enumerated().map { #"{"key":"\#($1)","value":"\#($0)"}"# }.joined(separator: ",")
        #expect(api.post("runs/log-batch", #"{"run_id":"\#(run)","metrics":[\#(metrics)],"tags":[\#(tags)]}"#).isOK)
        for key in Self.lookAlikes {
            #expect(api.post("runs/log-metric", #"{"run_id":"\#(run)","key":"\#(key)","value":5,"timestamp":2}"#).isOK)
        }
        let data = api.get("runs/get", "run_id=\(run)")
        #expect(data.count("run.data.metrics") == 2)
        #expect(data.column("run.data.tags", "value").filter { ["0", "1"].contains($0) }.sorted() == ["0", "1"])
        for (query, first) in [("K", "0.0"), ("%E2%84%AA", "1.0")] {
            let history = api.get("metrics/get-history", "run_id=\(run)&metric_key=\(query)")
            #expect(history.column("metrics", "value") == [first, "5.0"])
        }
    }

    @Test("metrics of a logged model that is not there are refused, those of a deleted one are not", arguments: [true, false])
    func unknownModel(_ isInBatch: Bool) throws {
        let api = try TransportStore()
        let run = try api.makeRun()
        let model = try api.makeLoggedModel()
        func log(_ model: String) -> TransportReply {
            let metric = #""key":"m","value":1,"timestamp":1,"model_id":"\#(model)""#
            return isInBatch
                ? api.post("runs/log-batch", #"{"run_id":"\#(run)","metrics":[{\#(metric)}],"params":[{"key":"p\#(model)"}]}"#)
                : api.post("runs/log-metric", #"{"run_id":"\#(run)",\#(metric)}"#)
        }
        #expect(log("m-nobody").isMissing)
        #expect(api.get("runs/get", "run_id=\(run)").count("run.data.metrics") == 0)
        #expect(api.get("runs/get", "run_id=\(run)").count("run.data.params") == 0)
        #expect(log(model).isOK)
        #expect(api.delete("logged-models/\(model)").isOK)
        #expect(log(model).isOK)
    }
}

import CairnCore
import Foundation
import Testing
import TrackingStore

@testable import MLflowAPI

/// A real store in a directory of its own, and its API without a socket. Each answer is durable when it is returned, as the server's are.
final class TransportStore {
    let store: CairnStore
    private let path: String

    init(limits: APILimits = APILimits()) throws {
        path = NSTemporaryDirectory() + "cairn-api-test-" + UUID().uuidString
        var options = StoreOptions(access: .readWrite, createIfMissing: true, agent: "test")
        options.limits = limits
        store = try CairnStore.open(at: path, options)
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(atPath: path)
    }

    func send(_ request: APIRequest, body: [UInt8] = []) -> TransportReply {
        switch store.api.plan(for: request) {
        case .reply(let outcome): return TransportReply(outcome.waitUntilDurable())
        case .collectBody(let limit, let answer):
            guard body.count <= limit else { return TransportReply(.bodyTooLong(limit: UInt64(limit))) }
            return TransportReply(answer(body).waitUntilDurable())
        case .receiveBlob(_, let upload):
            do {
                for start in stride(from: 0, to: body.count, by: 1_000) {
                    try upload.write(Array(body[start..<min(start + 1_000, body.count)]))
                }
                return TransportReply(upload.finish().waitUntilDurable())
            } catch {
                upload.abandon()
                return TransportReply(error.outcome)
            }
        }
    }

    /// A request with a JSON body to `/api/2.0/mlflow/<path>`.
    func post(_ path: String, _ json: String = "{}", method: String = "POST") -> TransportReply {
        send(
            APIRequest(
                method: method, path: "/api/2.0/mlflow/" + path, contentType: "application/json",
                contentLength: UInt64(json.utf8.count), peer: "test"),
            body: Array(json.utf8))
    }

    func patch(_ path: String, _ json: String) -> TransportReply { post(path, json, method: "PATCH") }
    func delete(_ path: String, _ json: String = "{}") -> TransportReply { post(path, json, method: "DELETE") }

    func get(_ path: String, _ query: String? = nil) -> TransportReply {
        send(APIRequest(method: "GET", path: "/api/2.0/mlflow/" + path, query: query))
    }

    // MARK: Artifacts

    static let tree = "/api/2.0/mlflow-artifacts/artifacts"

    func put(_ path: String, _ bytes: [UInt8]) -> TransportReply {
        send(APIRequest(method: "PUT", path: "\(Self.tree)/\(path)"), body: bytes)
    }

    func artifact(_ path: String, range: String? = nil, ifNoneMatch: String? = nil) -> TransportReply {
        send(APIRequest(method: "GET", path: "\(Self.tree)/\(path)", range: range, ifNoneMatch: ifNoneMatch))
    }

    func list(_ query: String? = nil) -> TransportReply { send(APIRequest(method: "GET", path: Self.tree, query: query)) }

    // MARK: Things to work with

    func makeExperiment(_ name: String) throws -> String {
        let reply = post("experiments/create", #"{"name":"\#(name)"}"#)
        return try #require(reply["experiment_id"], "\(reply)")
    }

    func makeRun(in experiment: String = "0", _ more: String = "") throws -> String {
        let reply = post("runs/create", #"{"experiment_id":"\#(experiment)","start_time":1\#(more)}"#)
        return try #require(reply["run.info.run_id"], "\(reply)")
    }

    func makeLoggedModel(_ more: String = "") throws -> String {
        let reply = post("logged-models", #"{"experiment_id":"0"\#(more)}"#)
        return try #require(reply["model.info.model_id"], "\(reply)")
    }

    func makeRegisteredModel(_ name: String) { #expect(post("registered-models/create", #"{"name":"\#(name)"}"#).isOK) }

    /// A version whose source needs nothing.
    func makeVersion(_ name: String) throws -> String {
        let reply = post("model-versions/create", #"{"name":"\#(name)","source":"s3://bucket/model"}"#)
        return try #require(reply["model_version.version"], "\(reply)")
    }
}

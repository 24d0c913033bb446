import Foundation
import Testing

@testable import MLflowAPI

@Suite("The description at /openapi.json")
struct OpenAPIDocumentTests {
    @Test("every route is described, and nothing else")
    func complete() {
        let routes = RouteTable.all.routes.map { "\($0.method) \($0.path)" }
        let described = OpenAPIDocument.descriptions.map { "\($0.method) \($0.path)" }
        #expect(Set(described).count == described.count)
        #expect(Set(routes).subtracting(described) == [])
        #expect(Set(described).subtracting(routes) == [])
    }

    @Test("each piece of a path that a route names is described", arguments: OpenAPIDocument.descriptions.map(\.path))
    func pieces(_ path: String) throws {
        for description in OpenAPIDocument.descriptions where description.path == path {
            let named = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.filter { !"{}…".contains($0) } }
            #expect(description.pieces.map(\.name) == named)
            #expect(!description.pieces.contains { !$0.isRequired })
        }
    }

    @Test("it is served, as JSON in which every reference leads somewhere")
    func served() throws {
        let reply = try TransportStore().send(APIRequest(method: "GET", path: "/openapi.json"))
        #expect(reply.isOK && reply.headers["Content-Type"] == "application/json")
        #expect(reply["openapi"] == "3.1.0")
        let references = reply.text.split(separator: "\"$ref\":\"#/").dropFirst().map { String($0.prefix { $0 != "\"" }) }
        #expect(references.count > 100)
        for reference in Set(references) {
            #expect(reply.value(reference.split(separator: "/").joined(separator: ".")) != nil, "\(reference)")
        }
    }

    @Test("operations have names of their own")
    func operationNames() throws {
        let reply = try TransportStore().send(APIRequest(method: "GET", path: "/openapi.json"))
        let names = reply.text.split(separator: "\"operationId\":\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
        #expect(names.count == OpenAPIDocument.descriptions.count)
        #expect(Set(names).count == names.count)
    }

    @Test("limits are those of the rules, and enumerations those of the wire")
    func limits() throws {
        let reply = try TransportStore().send(APIRequest(method: "GET", path: "/openapi.json"))
        let paths = try #require(reply.value("paths") as? [String: [String: Any]])
        let create = try #require(paths["/api/2.0/mlflow/experiments/create"]?["post"])
        let text = String(decoding: try JSONSerialization.data(withJSONObject: create, options: .sortedKeys), as: UTF8.self)
        #expect(text.contains(#""maxLength":500"#) && text.contains(#""maxLength":20000"#) && text.contains(#""required":["name"]"#))
        let update = try #require(paths["/api/2.0/mlflow/runs/update"]?["post"])
        let status = String(decoding: try JSONSerialization.data(withJSONObject: update, options: .sortedKeys), as: UTF8.self)
        #expect(status.contains(#"["RUNNING","SCHEDULED","FINISHED","FAILED","KILLED",1,2,3,4,5,null]"#))
    }
}

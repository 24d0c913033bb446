import Testing
import TrackingEvents
import TrackingViews

@testable import MLflowAPI

@Suite("The search grammar of logged models")
struct SearchLoggedModelTests {
    static let accepted: [(String, [LoggedModelCondition])] = [
        ("name = 'x'", [.attribute(.name, .equal("x"))]),
        ("attributes.name = \"x\"", [.attribute(.name, .equal("x"))]),
        ("model_id IN ('m-1')", [.attribute(.id, .isIn(["m-1"]))]),
        ("model_type NOT IN ('a')", [.attribute(.modelType, .notIn(["a"]))]),
        ("source_run_id LIKE 'a%'", [.attribute(.sourceRun, .like("a%"))]),
        ("experiment_id != '1'", [.attribute(.experiment, .notEqual("1"))]),
        ("artifact_location ILIKE 'a%'", [.attribute(.artifactLocation, .ilike("a%"))]),
        ("status = 'READY'", [.status(isIn: [.ready])]),
        ("status IN ('PENDING', 'FAILED')", [.status(isIn: [.pending, .uploadFailed])]),
        ("status != 'READY'", [.status(isIn: [.unspecified, .pending, .uploadFailed])]),
        ("status NOT IN ('READY', 'PENDING')", [.status(isIn: [.unspecified, .uploadFailed])]),
        ("creation_timestamp > 5", [.time(.creationTime, IntegerComparison(.greater, 5))]),
        ("creation_time > 5", [.time(.creationTime, IntegerComparison(.greater, 5))]),
        ("last_updated_timestamp <= 5", [.time(.lastUpdateTime, IntegerComparison(.lessOrEqual, 5))]),
        ("metrics.m >= 0.5", [.metric("m", NumberComparison(.greaterOrEqual, 0.5))]),
        ("metrics.`a b` = 1", [.metric("a b", NumberComparison(.equal, 1))]),
        ("params.p IN ('a')", [.param("p", .isIn(["a"]))]),
        ("tags.t LIKE 'a'", [.tag("t", .like("a"))]),
    ]

    @Test("Every form of a condition is understood", arguments: accepted)
    func accepts(filter: String, expected: [LoggedModelCondition]) throws {
        #expect(try LoggedModelSearchGrammar.conditions(of: filter) == expected)
    }

    @Test(
        "Everything else is refused",
        arguments: [
            "attribute.name = 'x'", "metric.m > 0", "param.p = 'x'", "tag.t = 'x'", "bogus = 'x'", "name IS NULL", "name = 5", "name > 'x'",
            "status = 'LOGGED_MODEL_READY'", "status = 'ready'", "status LIKE 'R%'", "status IN ('READY', 'BOGUS')",
            "creation_timestamp > '5'", "metrics.m > '5'", "metrics.m IN ('5')", "params.p IS NULL", "params.p > 'x'", "tags.t IN ('a')",
            "tags.t IS NULL", "name IN ()", "name = 'x' OR name = 'y'",
        ])
    func refuses(filter: String) throws {
        let error = try #require(throws: APIError.self) { try LoggedModelSearchGrammar.conditions(of: filter) }
        #expect(error.code == .invalidParameterValue)
    }

    @Test(
        "Attributes order",
        arguments: [
            ("name", LoggedModelOrder.Field.attribute(.name)), ("model_id", .attribute(.id)), ("model_type", .attribute(.modelType)),
            ("source_run_id", .attribute(.sourceRun)), ("experiment_id", .attribute(.experiment)), ("status", .status),
            ("creation_timestamp", .time(.creationTime)), ("creation_time", .time(.creationTime)),
            ("last_updated_timestamp", .time(.lastUpdateTime)),
        ])
    func orders(name: String, field: LoggedModelOrder.Field) throws {
        let items = [LoggedModelOrderItem(fieldName: name, ascending: false)]
        #expect(try LoggedModelSearchGrammar.order(of: items) == [LoggedModelOrder(field: field, ascending: false)])
    }

    @Test("A metric orders by its bare key, for one dataset or all")
    func ordersByMetric() throws {
        let order = try LoggedModelSearchGrammar.order(of: [
            LoggedModelOrderItem(fieldName: "metrics.a b.c"),
            LoggedModelOrderItem(fieldName: "metrics.a b.c", ascending: false, datasetName: "d"),
            LoggedModelOrderItem(fieldName: "metrics.a b.c", datasetName: "d", datasetDigest: "1"),
        ])
        #expect(
            order.map(\.field) == [
                .metric("a b.c", datasetName: nil, datasetDigest: nil), .metric("a b.c", datasetName: "d", datasetDigest: nil),
                .metric("a b.c", datasetName: "d", datasetDigest: "1"),
            ])
    }

    @Test(
        "Other orders are refused",
        arguments: [
            [LoggedModelOrderItem(fieldName: "params.p")], [LoggedModelOrderItem(fieldName: "tags.t")],
            [LoggedModelOrderItem(fieldName: "")],
            [LoggedModelOrderItem(fieldName: "metrics.")], [LoggedModelOrderItem(fieldName: "artifact_location")],
            [LoggedModelOrderItem(fieldName: "name DESC")], [LoggedModelOrderItem(fieldName: "metrics.m", datasetDigest: "1")],
            [LoggedModelOrderItem(fieldName: "name"), LoggedModelOrderItem(fieldName: "name", ascending: false)],
            [LoggedModelOrderItem(fieldName: "creation_time"), LoggedModelOrderItem(fieldName: "creation_timestamp")],
        ])
    func refusesOrder(items: [LoggedModelOrderItem]) throws {
        _ = try #require(throws: APIError.self) { try LoggedModelSearchGrammar.order(of: items) }
    }
}

import Testing
import TrackingViews

@testable import MLflowAPI

@Suite("The search grammar of runs")
struct SearchRunTests {
    static let accepted: [(String, [RunCondition])] = [
        ("", []),
        (" \t\n", []),
        ("metrics.m > 0", [.metric("m", NumberComparison(.greater, 0))]),
        ("metric.m>=-1.5e-3", [.metric("m", NumberComparison(.greaterOrEqual, -0.0015))]),
        ("metrics.m != +.5", [.metric("m", NumberComparison(.notEqual, 0.5))]),
        ("metrics.m<1", [.metric("m", NumberComparison(.less, 1))]),
        ("metrics.m <= 1.", [.metric("m", NumberComparison(.lessOrEqual, 1))]),
        ("metrics.m = 1E2", [.metric("m", NumberComparison(.equal, 100))]),
        ("metrics.`a/b` = 1", [.metric("a/b", NumberComparison(.equal, 1))]),
        ("metrics.\"val-loss\" = 1", [.metric("val-loss", NumberComparison(.equal, 1))]),
        ("params.p = 'x'", [.param("p", .equal("x"))]),
        ("param.p != \"x\"", [.param("p", .notEqual("x"))]),
        ("parameter.p LIKE 'a%'", [.param("p", .like("a%"))]),
        ("parameters.p ilike 'a_'", [.param("p", .ilike("a_"))]),
        ("params.p IS NULL", [.param("p", .isNull)]),
        ("params.p is not Null", [.param("p", .isNotNull)]),
        ("tags.mlflow.runName = 'x'", [.tag("mlflow.runName", .equal("x"))]),
        ("tag.`a b` = 'x'", [.tag("a b", .equal("x"))]),
        ("tags.\"a b\" = \"x\"", [.tag("a b", .equal("x"))]),
        ("tags.é = 'ü'", [.tag("é", .equal("ü"))]),
        ("tags.t IS NOT NULL", [.tag("t", .isNotNull)]),
        ("tags.t = 'it''s'", [.tag("t", .equal("it's"))]),
        ("tags.t = \"a\"\"b\"", [.tag("t", .equal("a\"b"))]),
        ("tags.t = 'a\"b'", [.tag("t", .equal("a\"b"))]),
        ("tags.t = ''", [.tag("t", .equal(""))]),
        ("tags.t = '''; DROP TABLE runs; --'", [.tag("t", .equal("'; DROP TABLE runs; --"))]),
        ("tags.and = 'and'", [.tag("and", .equal("and"))]),
        ("run_id IN ('a','b')", [.attribute(.id, .isIn(["a", "b"]))]),
        ("run_id in('a',)", [.attribute(.id, .isIn(["a"]))]),
        ("run_id NOT IN (\"a\")", [.attribute(.id, .notIn(["a"]))]),
        ("attributes.run_id LIKE 'a%'", [.attribute(.id, .like("a%"))]),
        ("attr.run_name = 'x'", [.attribute(.name, .equal("x"))]),
        ("run.run_name = 'x'", [.attribute(.name, .equal("x"))]),
        ("`run name` = 'x'", [.attribute(.name, .equal("x"))]),
        ("attributes.`Run name` = 'x'", [.attribute(.name, .equal("x"))]),
        ("\"Run Name\" ILIKE 'x'", [.attribute(.name, .ilike("x"))]),
        ("status = 'FINISHED'", [.attribute(.status, .equal("FINISHED"))]),
        ("status = 'finished'", [.attribute(.status, .equal("finished"))]),
        ("user_id != 'u'", [.attribute(.userID, .notEqual("u"))]),
        ("artifact_uri LIKE 's3:%'", [.attribute(.artifactURI, .like("s3:%"))]),
        ("attributes.created > 200", [.time(.startTime, IntegerComparison(.greater, 200))]),
        ("Created <= 200", [.time(.startTime, IntegerComparison(.lessOrEqual, 200))]),
        ("attribute.start_time = 1664067852747", [.time(.startTime, IntegerComparison(.equal, 1_664_067_852_747))]),
        ("end_time != 5", [.time(.endTime, IntegerComparison(.notEqual, 5))]),
        ("dataset.name = 'iris'", [.dataset(.name, .equal("iris"))]),
        ("datasets.digest IN ('a', 'b')", [.dataset(.digest, .isIn(["a", "b"]))]),
        ("dataset.context LIKE 'tr%'", [.dataset(.context, .like("tr%"))]),
        ("metrics.m > 0 AND params.p = 'x'", [.metric("m", NumberComparison(.greater, 0)), .param("p", .equal("x"))]),
        ("metrics.m > 0 and params.p = 'x' AND ", [.metric("m", NumberComparison(.greater, 0)), .param("p", .equal("x"))]),
    ]

    @Test("Every form of a condition is understood", arguments: accepted)
    func accepts(filter: String, expected: [RunCondition]) throws {
        #expect(try RunSearchGrammar.conditions(of: filter) == expected)
    }

    @Test(
        "What is no clause is refused as one",
        arguments: [
            "metrics.m > 0 OR metrics.m < 1", "NOT metrics.m > 0", "(metrics.m > 0)", "metrics.m == 1", "metrics.m <> 1",
            "metrics.m BETWEEN 1 AND 2", "metrics.m > 0;", ";", "metrics.m", "metrics.m >", "metrics.m > 0 params.p = 'x'", "AND",
            "metrics.m > 0 AND AND", "0 < metrics.m", "'x' = params.p", "metrics.m > NaN", "metrics.m = NaN", "metrics.m > inf",
            "metrics.m > 1a", "metrics.m > 1.2.3", "metrics.m > 1e", "metrics.m > - 1", "metrics.m > 0x10", "metrics.m > 1 + 1",
            "tags.a b = 'x'", "tags.a-b = 'x'", "tags. = 'x'", "tags.'a' = 'x'", "tags.`a = 'x'", "tags.a = 'x", "tags.a = \"x",
            "tags.a = `x`", "tags.a = x", "tags.`a`b = 'x'", "`tags`.a = 'x'", "tags..a", "run name = 'x'", "params.p IS",
            "params.p IS NOT",
            "params.p IS 'x'", "params.p NOT LIKE 'x'", "params.p RLIKE 'x'", "params.p = NULL", "run_id IN ()", "run_id IN (",
            "run_id IN ('a'",
            "run_id IN ('a' 'b')", "run_id IN (1, 2)", "run_id IN 'a'", "run_id IN (('a'))", "run_id IN ('a',,'b')", "run_id IN (,)",
            "run_id NOT ('a')", "params.p = 'x' -- comment", "params.p = 'x' /* */", "params.p =! 'x'", "params.p = 'x', params.q = 'y'",
            "\u{0}",
        ])
    func refusesUnparsable(filter: String) throws {
        let error = try #require(throws: APIError.self) { try RunSearchGrammar.conditions(of: filter) }
        #expect(error.code == .invalidParameterValue)
        #expect(error.message.hasPrefix("Invalid clause(s) in filter string: "), "\(error.message)")
    }

    @Test(
        "A wrong key or entity word is answered with the valid ones",
        arguments: [
            ("m > 0", "'run_id'"), ("METRICS.m > 0", "'metrics'"), ("Tags.t = 'x'", "'tags'"), ("foo.t = 'x'", "'dataset'"),
            ("lifecycle_stage = 'active'", "'start_time'"), ("experiment_id = '0'", "'status'"), ("dataset.profile = 'x'", "'digest'"),
            ("RUN_ID = 'x'", "'run_id'"), ("`metrics.m` > 0", "'run_id'"), ("mlflow.runName = 'x'", "'tags'"),
        ])
    func namesValidWords(filter: String, valid: String) throws {
        let error = try #require(throws: APIError.self) { try RunSearchGrammar.conditions(of: filter) }
        #expect(error.code == .invalidParameterValue)
        #expect(error.message.contains(valid), "\(error.message)")
    }

    @Test(
        "A comparator or value that does not suit the field is refused",
        arguments: [
            "metrics.m > '0'", "metrics.m LIKE '1'", "metrics.m IS NULL", "metrics.m IN ('1')", "params.p > 'x'", "params.p = 1",
            "params.p IN ('x')", "tags.t = 1", "tags.t NOT IN ('a')", "tags.t < 'a'", "status IN ('FINISHED')", "status > 'A'",
            "run_name IN ('a')", "run_name IS NULL", "user_id IN ('a')", "artifact_uri IS NOT NULL", "start_time > '5'",
            "start_time LIKE '5'",
            "end_time IS NULL", "dataset.name IS NULL", "dataset.name > 'a'", "run_id = ('a')", "metrics.m = ('1')", "run_id > 'a'",
        ])
    func refusesUnsuitable(filter: String) throws {
        let error = try #require(throws: APIError.self) { try RunSearchGrammar.conditions(of: filter) }
        #expect(error.code == .invalidParameterValue)
    }

    @Test(
        "A time that is no integer compares as the integers around it",
        arguments: [
            ("start_time > 1.5", IntegerComparison(.greater, 1)), ("start_time >= 1.5", IntegerComparison(.greater, 1)),
            ("start_time < 1.5", IntegerComparison(.lessOrEqual, 1)), ("start_time <= -1.5", IntegerComparison(.lessOrEqual, -2)),
            ("start_time = 1.5", IntegerComparison(.less, .min)), ("start_time != 1.5", IntegerComparison(.greaterOrEqual, .min)),
            ("start_time = 1.5e3", IntegerComparison(.equal, 1500)), ("start_time < 1e300", IntegerComparison(.greaterOrEqual, .min)),
            ("start_time > 1e999", IntegerComparison(.less, .min)), ("start_time > -1e999", IntegerComparison(.greaterOrEqual, .min)),
            ("start_time < 9223372036854775808", IntegerComparison(.greaterOrEqual, .min)),
            ("start_time = -9223372036854775808", IntegerComparison(.equal, .min)),
            ("start_time <= -9223372036854775809", IntegerComparison(.lessOrEqual, .min)),
        ])
    func comparesFractionsOfMilliseconds(filter: String, expected: IntegerComparison) throws {
        #expect(try RunSearchGrammar.conditions(of: filter) == [.time(.startTime, expected)])
    }

    @Test(
        "Every orderable field is understood, ascending by default, in any letter case of the direction",
        arguments: [
            ("metrics.m", RunOrder(field: .metric("m"), ascending: true)),
            ("metrics.m ASC", RunOrder(field: .metric("m"), ascending: true)),
            ("metric.`a b` desc", RunOrder(field: .metric("a b"), ascending: false)),
            ("params.p Desc", RunOrder(field: .param("p"), ascending: false)),
            ("tags.\"mlflow.x\" asc", RunOrder(field: .tag("mlflow.x"), ascending: true)),
            ("run_id", RunOrder(field: .attribute(.id), ascending: true)),
            ("attribute.run_name", RunOrder(field: .attribute(.name), ascending: true)),
            ("status", RunOrder(field: .attribute(.status), ascending: true)),
            ("user_id", RunOrder(field: .attribute(.userID), ascending: true)),
            ("artifact_uri", RunOrder(field: .attribute(.artifactURI), ascending: true)),
            ("attributes.start_time DESC", RunOrder(field: .time(.startTime), ascending: false)),
            (" Created DESC ", RunOrder(field: .time(.startTime), ascending: false)),
            ("end_time", RunOrder(field: .time(.endTime), ascending: true)),
        ])
    func ordersByOneField(item: String, expected: RunOrder) throws {
        #expect(try RunSearchGrammar.order(of: [item]) == [expected])
    }

    @Test(
        "An order that is no single known field is refused",
        arguments: [
            [""], ["  "], ["metrics.m, params.p"], ["metrics.m params.p"], ["metrics.m DESC ASC"], ["metrics.m DOWN"], ["DESC"], ["bogus"],
            ["`run name`"], ["dataset.name"], ["METRICS.m"], ["metrics."], ["metrics.m;"], ["'run_id'"], ["(run_id)"], ["5"],
            ["metrics.m", "metrics.m DESC"], ["start_time", "attributes.Created"], ["run_id", ""],
            Array(repeating: "metrics.m", count: 101), [String(repeating: "a", count: 10_001)],
        ])
    func refusesOrder(items: [String]) throws {
        let error = try #require(throws: APIError.self) { try RunSearchGrammar.order(of: items) }
        #expect(error.code == .invalidParameterValue)
    }

    @Test("No order is the default order, several keep their sequence")
    func keepsSequence() throws {
        #expect(try RunSearchGrammar.order(of: []).isEmpty)
        let order = try RunSearchGrammar.order(of: ["metrics.b", "metrics.a DESC", "tags.a"])
        #expect(order.map(\.field) == [.metric("b"), .metric("a"), .tag("a")])
    }
}

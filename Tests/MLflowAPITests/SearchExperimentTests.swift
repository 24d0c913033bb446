import Testing
import TrackingViews

@testable import MLflowAPI

@Suite("The search grammar of experiments")
struct SearchExperimentTests {
    static let accepted: [(String, [ExperimentCondition])] = [
        ("name = 'x'", [.name(.equal("x"))]),
        ("attribute.name != 'x'", [.name(.notEqual("x"))]),
        ("attributes.name LIKE 'x%'", [.name(.like("x%"))]),
        ("name ILIKE 'x%'", [.name(.ilike("x%"))]),
        ("experiment_id = '12'", [.id(.equal("12"))]),
        ("experiment_id != '12'", [.id(.notEqual("12"))]),
        ("experiment_id IN ('1', '2')", [.id(.isIn(["1", "2"]))]),
        ("experiment_id NOT IN ('1')", [.id(.notIn(["1"]))]),
        ("creation_time >= 5", [.time(.creationTime, IntegerComparison(.greaterOrEqual, 5))]),
        ("last_update_time < 5", [.time(.lastUpdateTime, IntegerComparison(.less, 5))]),
        ("tags.t = 'x'", [.tag("t", .equal("x"))]),
        ("tag.`a b` LIKE 'x'", [.tag("a b", .like("x"))]),
        ("tags.t IS NULL AND tags.u IS NOT NULL", [.tag("t", .isNull), .tag("u", .isNotNull)]),
    ]

    @Test("Every form of a condition is understood", arguments: accepted)
    func accepts(filter: String, expected: [ExperimentCondition]) throws {
        #expect(try ExperimentSearchGrammar.conditions(of: filter) == expected)
    }

    @Test(
        "Everything else is refused",
        arguments: [
            "name IN ('x')", "name = 1", "name IS NULL", "name > 'x'", "experiment_id LIKE '1%'", "experiment_id > '1'",
            "experiment_id = 1",
            "creation_time > '5'", "creation_time IN ('5')", "tags.t IN ('x')", "tags.t > 'x'", "lifecycle_stage = 'active'",
            "artifact_location = 'x'", "metrics.m > 0", "params.p = 'x'", "attr.name = 'x'", "Tag.t = 'x'", "name = 'x' OR name = 'y'",
        ])
    func refuses(filter: String) throws {
        let error = try #require(throws: APIError.self) { try ExperimentSearchGrammar.conditions(of: filter) }
        #expect(error.code == .invalidParameterValue)
    }

    @Test(
        "Attributes order, with or without their entity word",
        arguments: [
            ("name", ExperimentOrder.Field.name), ("attribute.experiment_id", .id), ("attributes.creation_time", .time(.creationTime)),
            ("last_update_time", .time(.lastUpdateTime)),
        ])
    func orders(item: String, field: ExperimentOrder.Field) throws {
        #expect(try ExperimentSearchGrammar.order(of: [item + " DESC"]) == [ExperimentOrder(field: field, ascending: false)])
    }

    @Test("Other orders are refused", arguments: [["tags.t"], ["lifecycle_stage"], [""], ["name", "attribute.name DESC"], ["name, name"]])
    func refusesOrder(items: [String]) throws {
        _ = try #require(throws: APIError.self) { try ExperimentSearchGrammar.order(of: items) }
    }
}

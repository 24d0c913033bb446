import Testing
import TrackingViews

@testable import MLflowAPI

@Suite("The search grammars of the registry")
struct SearchRegistryTests {
    static let models: [(String, [RegisteredModelCondition])] = [
        ("", []),
        ("name = 'x'", [.name(.equal("x"))]),
        ("attribute.name != 'x'", [.name(.notEqual("x"))]),
        ("name LIKE 'x%'", [.name(.like("x%"))]),
        ("name ILIKE 'x%'", [.name(.ilike("x%"))]),
        ("name IN ('x', 'y')", [.name(.isIn(["x", "y"]))]),
        ("name NOT IN ('x')", [.name(.notIn(["x"]))]),
        ("tags.t = 'x'", [.tag("t", .equal("x"))]),
        ("tag.`a b` != 'x'", [.tag("a b", .notEqual("x"))]),
        ("tags.t ILIKE 'x'", [.tag("t", .ilike("x"))]),
    ]

    @Test("Every form of a condition on registered models is understood", arguments: models)
    func acceptsModels(filter: String, expected: [RegisteredModelCondition]) throws {
        #expect(try RegisteredModelSearchGrammar.conditions(of: filter).conditions == expected)
    }

    @Test(
        "Other conditions on registered models are refused",
        arguments: [
            "attributes.name = 'x'", "`name` = 'x'", "\"name\" = 'x'", "attribute.`name` = 'x'", "name IS NULL", "name > 'x'",
            "tags.t IS NULL",
            "tags.t IN ('x')", "tags.t > 'x'", "timestamp > 5", "last_updated_timestamp > 5", "description = 'x'", "NAME = 'x'", "name = 5",
            "params.p = 'x'", "name = 'x' OR name = 'y'",
        ])
    func refusesModels(filter: String) throws {
        let error = try #require(throws: APIError.self) { try RegisteredModelSearchGrammar.conditions(of: filter) }
        #expect(error.code == .invalidParameterValue)
    }

    static let versions: [(String, [VersionCondition])] = [
        ("name = 'x'", [.attribute(.name, .equal("x"))]),
        ("name IN ('x')", [.attribute(.name, .isIn(["x"]))]),
        ("run_id IN ('a','b')", [.attribute(.runID, .isIn(["a", "b"]))]),
        ("run_id NOT IN ('a')", [.attribute(.runID, .notIn(["a"]))]),
        ("attribute.run_id LIKE 'a%'", [.attribute(.runID, .like("a%"))]),
        ("source_path = 'x'", [.attribute(.source, .equal("x"))]),
        ("source_path ILIKE 'x'", [.attribute(.source, .ilike("x"))]),
        ("version_number = 1", [.number(IntegerComparison(.equal, 1))]),
        ("version_number >= '2'", [.number(IntegerComparison(.greaterOrEqual, 2))]),
        ("version_number != \"2\"", [.number(IntegerComparison(.notEqual, 2))]),
        ("tags.t LIKE 'x'", [.tag("t", .like("x"))]),
        ("name = 'x' AND version_number < 3", [.attribute(.name, .equal("x")), .number(IntegerComparison(.less, 3))]),
    ]

    @Test("Every form of a condition on model versions is understood", arguments: versions)
    func acceptsVersions(filter: String, expected: [VersionCondition]) throws {
        #expect(try VersionSearchGrammar.conditions(of: filter).conditions == expected)
    }

    @Test(
        "Other conditions on model versions are refused",
        arguments: [
            "version_number = 1.0", "version_number = '1.0'", "version_number = 'x'", "version_number IN ('1')", "version_number = ('1')",
            "version_number LIKE '1'", "version_number = 99999999999999999999", "source_path IN ('x')", "current_stage = 'Production'",
            "status = 'READY'", "creation_timestamp > 5", "model_id = 'm-1'", "attributes.name = 'x'", "tags.t IS NULL", "run_id IS NULL",
            "run_id IN ()",
        ])
    func refusesVersions(filter: String) throws {
        let error = try #require(throws: APIError.self) { try VersionSearchGrammar.conditions(of: filter) }
        #expect(error.code == .invalidParameterValue)
    }

    @Test(
        "Prompts are hidden unless a condition asks for them",
        arguments: [
            ("", PromptVisibility.hidden, 0),
            ("name = 'x'", .hidden, 1),
            ("tags.`mlflow.prompt.is_prompt` = 'true'", .included, 1),
            ("tag.mlflow.prompt.is_prompt = 'true' AND name = 'x'", .included, 2),
            ("tag.`mlflow.prompt.is_prompt` = 'false'", .hidden, 1),
            ("tag.`mlflow.prompt.is_prompt` LIKE 'true'", .hidden, 1),
            // Matches models that lack the tag: hiding prompts says the same, so no condition remains.
            ("tag.`mlflow.prompt.is_prompt` != 'true'", .hidden, 0),
            ("name = 'x' AND tag.`mlflow.prompt.is_prompt` != 'true'", .hidden, 1),
        ])
    func hidesPrompts(filter: String, visibility: PromptVisibility, conditionCount: Int) throws {
        let models = try RegisteredModelSearchGrammar.conditions(of: filter)
        #expect(models.prompts == visibility)
        #expect(models.conditions.count == conditionCount)
        let versions = try VersionSearchGrammar.conditions(of: filter)
        #expect(versions.prompts == visibility)
        #expect(versions.conditions.count == conditionCount)
    }

    @Test("Both time names of registered models mean the last update")
    func ordersModels() throws {
        #expect(try RegisteredModelSearchGrammar.order(of: ["name DESC"]) == [RegisteredModelOrder(field: .name, ascending: false)])
        #expect(try RegisteredModelSearchGrammar.order(of: ["timestamp"]) == [RegisteredModelOrder(field: .lastUpdated, ascending: true)])
        #expect(
            try RegisteredModelSearchGrammar.order(of: ["attribute.last_updated_timestamp"])
                == [RegisteredModelOrder(field: .lastUpdated, ascending: true)])
    }

    @Test("Model versions are ordered by four fields")
    func ordersVersions() throws {
        let order = try VersionSearchGrammar.order(of: [
            "name", "version_number DESC", "creation_timestamp asc", "last_updated_timestamp",
        ])
        #expect(order.map(\.field) == [.name, .number, .created, .lastUpdated])
        #expect(order.map(\.ascending) == [true, false, true, true])
    }

    @Test(
        "Other orders are refused",
        arguments: [["tags.t"], ["attributes.name"], [""], ["description"], ["name", "name"], ["run_id"], ["name,version_number"]])
    func refusesOrder(items: [String]) throws {
        _ = try #require(throws: APIError.self) { try RegisteredModelSearchGrammar.order(of: items) }
        _ = try #require(throws: APIError.self) { try VersionSearchGrammar.order(of: items) }
    }
}

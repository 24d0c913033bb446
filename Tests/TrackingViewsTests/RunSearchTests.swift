import Testing
import TrackingEvents

@testable import TrackingViews

/// Section 2.11.3 and table A.5 of the surface, below the grammar.
@Suite struct RunSearchTests {
    let temporary: TemporaryViews
    var views: TrackingViews { temporary.views }

    init() throws {
        temporary = try TemporaryViews()
        try temporary.views.fold(from: FiveRuns.script())
    }

    private func found(
        _ conditions: [RunCondition], order: [RunOrder] = [RunOrder(field: .attribute(.id))], view: ViewSelection = .active,
        limit: Int = 100,
        offset: Int = 0
    ) throws -> String {
        let search = RunSearch(
            experiments: [FiveRuns.experiment], conditions: conditions, view: view, order: order, limit: limit, offset: offset)
        return try views.searchRuns(search).items.map(\.id.rawValue).joined()
    }

    @Test(arguments: [
        (NumericOperator.greater, 0.0, "AB"), (.notEqual, 1, "BCE"), (.equal, 2, "B"), (.less, 1, "E"), (.lessOrEqual, 1, "AE"),
        (.greaterOrEqual, 1, "AB"), (.equal, .infinity, ""), (.notEqual, .infinity, "ABCE"),
    ])
    func comparesLatestMetrics(_ sign: NumericOperator, _ value: Double, _ expected: String) throws {
        #expect(try found([.metric("m", NumberComparison(sign, value))]) == expected)
    }

    @Test(arguments: [
        (TextComparison.equal("abc"), "A"), (.notEqual("abc"), "BCE"), (.like("a%"), "AC"), (.ilike("a%"), "ABC"), (.like("%B%"), "B"),
        (.ilike("%b%"), "ABE"), (.like("a_c"), "AC"), (.ilike("A_C"), "ABC"), (.like("abc"), "A"), (.like("%"), "ABCE"), (.like(""), ""),
        (.isNull, "D"), (.isNotNull, "ABCE"), (.isIn(["abc", "axc"]), "AC"), (.notIn(["abc", "axc"]), "BE"), (.like("____"), "E"),
    ])
    func comparesParams(_ comparison: TextComparison, _ expected: String) throws {
        #expect(try found([.param("p", comparison)]) == expected)
    }

    @Test(arguments: [
        (TextComparison.equal("x"), "AB"), (.notEqual("x"), "CDE"), (.like("X"), ""), (.ilike("X"), "AB"), (.isNull, ""),
        (.isNotNull, "ABCDE"),
    ])
    func comparesTags(_ comparison: TextComparison, _ expected: String) throws {
        #expect(try found([.tag("a b", comparison)]) == expected)
    }

    @Test(arguments: [
        (RunTextAttribute.id, TextComparison.isIn(["A", "E", "nobody"]), "AE"), (.id, .notIn(["A"]), "BCDE"), (.id, .equal("B"), "B"),
        (.id, .notEqual("B"), "ACDE"), (.id, .ilike("b"), "B"), (.id, .like("b"), ""), (.name, .equal("run C"), "C"),
        (.name, .like("run _"), "ABCDE"),
        (.name, .ilike("RUN c"), "C"), (.name, .notEqual("run C"), "ABDE"), (.status, .equal("FINISHED"), "A"),
        (.status, .equal("finished"), ""),
        (.status, .ilike("fin%"), "A"), (.status, .notEqual("RUNNING"), "AB"), (.status, .like("R%"), "CDE"),
        (.userID, .equal("userD"), "D"),
        (.userID, .ilike("USER_"), "ABCDE"), (.artifactURI, .equal("mlflow-artifacts:/7/A/artifacts"), "A"),
        (.artifactURI, .like("%/B/%"), "B"),
        (.artifactURI, .notEqual("mlflow-artifacts:/7/A/artifacts"), "BCDE"),
    ])
    func comparesAttributes(_ attribute: RunTextAttribute, _ comparison: TextComparison, _ expected: String) throws {
        #expect(try found([.attribute(attribute, comparison)]) == expected)
    }

    @Test(arguments: [
        (RunTimeAttribute.startTime, NumericOperator.greater, Int64(200), "CDE"), (.startTime, .equal, 200, "B"),
        (.startTime, .notEqual, 200, "ACDE"),
        (.startTime, .less, 200, "A"), (.startTime, .lessOrEqual, 200, "AB"), (.startTime, .greaterOrEqual, 500, "E"),
        (.endTime, .greater, 0, "AB"),
        (.endTime, .notEqual, 900, "B"), (.endTime, .less, .max, "AB"),
    ])
    func comparesTimes(_ attribute: RunTimeAttribute, _ sign: NumericOperator, _ value: Int64, _ expected: String) throws {
        #expect(try found([.time(attribute, IntegerComparison(sign, value))]) == expected)
    }

    @Test(arguments: [
        (DatasetAttribute.name, TextComparison.equal("iris"), "C"), (.name, .notEqual("iris"), ""), (.digest, .like("d%"), "C"),
        (.context, .isIn(["train", "eval"]), "C"), (.context, .notIn(["train"]), ""), (.context, .ilike("TRAIN"), "C"),
    ])
    func comparesDatasets(_ attribute: DatasetAttribute, _ comparison: TextComparison, _ expected: String) throws {
        #expect(try found([.dataset(attribute, comparison)]) == expected)
    }

    @Test(arguments: [
        ([RunOrder(field: .metric("m"))], "EABCD"), ([RunOrder(field: .metric("m"), ascending: false)], "BAECD"),
        ([RunOrder(field: .param("p"))], "BACED"), ([RunOrder(field: .param("p"), ascending: false)], "ECABD"),
        ([RunOrder(field: .tag("a b")), RunOrder(field: .metric("m"), ascending: false)], "BAECD"),
        ([RunOrder(field: .tag("a b"))], "BAEDC"), ([], "EDCBA"), ([RunOrder(field: .time(.startTime))], "ABCDE"),
        ([RunOrder(field: .time(.endTime))], "BAEDC"), ([RunOrder(field: .time(.endTime), ascending: false)], "ABEDC"),
        ([RunOrder(field: .attribute(.status))], "BAEDC"), ([RunOrder(field: .attribute(.name), ascending: false)], "EDCBA"),
        ([RunOrder(field: .metric("nobody has it"))], "EDCBA"), ([RunOrder(field: .attribute(.userID))], "ABCDE"),
        ([RunOrder(field: .attribute(.artifactURI), ascending: false)], "EDCBA"),
    ])
    func orders(_ order: [RunOrder], _ expected: String) throws {
        #expect(try found([], order: order) == expected)
        // Page by page it is the same order, in every size of page.
        for size in 1...6 {
            var paged = ""
            for offset in stride(from: 0, to: 5, by: size) { paged += try found([], order: order, limit: size, offset: offset) }
            #expect(paged == expected, "pages of \(size)")
        }
    }

    @Test func joinsConditions() throws {
        #expect(try found([.metric("m", NumberComparison(.greater, 0)), .param("p", .equal("ABC"))]) == "B")
        #expect(try found([.metric("m", NumberComparison(.greater, 0)), .metric("nobody has it", NumberComparison(.notEqual, 0))]) == "")
        #expect(try found([.param("nobody has it", .isNull), .time(.startTime, IntegerComparison(.less, 150))]) == "A")
    }

    @Test(arguments: [
        "'; DROP TABLE runs; --", "\" OR 1=1 --", "x' OR 'a'='a", "p\"); DELETE FROM runs; --", "?1", ":a", "%'||(SELECT 1)||'", "\u{0}",
        "a\\",
    ])
    func takesInjectionsForText(_ text: String) throws {
        #expect(try found([.param("p", .equal(text))]) == "")
        #expect(try found([.param(text, .isNull)]) == "ABCDE")
        #expect(try found([.tag(text, .equal(text))]) == "")
        #expect(try found([.metric(text, NumberComparison(.less, 1))]) == "")
        #expect(try found([.attribute(.name, .like(text))]) == "")
        #expect(try found([.attribute(.id, .isIn([text]))]) == "")
        #expect(try found([.dataset(.name, .notIn([text]))]) == "C")
        #expect(try found([], order: [RunOrder(field: .metric(text)), RunOrder(field: .tag(text))]) == "EDCBA")
        #expect(try found([]) == "ABCDE")
    }

    @Test func saysWhetherMoreFollows() throws {
        let search = RunSearch(experiments: [FiveRuns.experiment], order: [RunOrder(field: .metric("m"))], limit: 2, offset: 2)
        let page = try views.searchRuns(search)
        #expect(page.items.map(\.id.rawValue) == ["B", "C"] && page.hasMore)
        var last = search
        last.offset = 3
        #expect(try !views.searchRuns(last).hasMore)
        last.offset = .max
        last.limit = .max
        #expect(try views.searchRuns(last).items.isEmpty)
    }

    @Test func findsNothingWithoutExperiments() throws {
        #expect(try views.searchRuns(RunSearch(experiments: [])).items.isEmpty)
        #expect(try views.searchRuns(RunSearch(experiments: [ExperimentID(99)])).items.isEmpty)
        #expect(try views.searchRuns(RunSearch(experiments: [ExperimentID(99), FiveRuns.experiment])).items.count == 5)
    }

    @Test func hidesDeletedRuns() throws {
        let script = FiveRuns.script()
        script.add(.runLifecycleChanged(RunLifecycleChanged(run: RunID("B"), stage: .deleted)))
        try views.fold(from: script)
        #expect(try found([]) == "ACDE")
        #expect(try found([], view: .deleted) == "B")
        #expect(try found([], view: .all) == "ABCDE")
    }

    @Test func ilikeKnowsEveryScript() throws {
        let script = FiveRuns.script()
        script.add(
            .runDataLogged(
                RunDataLogged(run: RunID("A"), metrics: MetricColumns(), params: [Param(key: "q", value: "ÄÖß Σίσυφος")], tags: [])))
        try views.fold(from: script)
        #expect(try found([.param("q", .ilike("äöß ΣΊΣΥΦΟΣ"))]) == "A")
        #expect(try found([.param("q", .like("äöß%"))]) == "")
        #expect(try found([.param("q", .like("__ß%"))]) == "A")
    }
}

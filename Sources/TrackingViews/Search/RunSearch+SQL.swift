import TrackingEvents

/// How a search over runs is executed.
///
/// First the conditions that an index answers with few runs are settled: their runs, gathered from neighbouring index entries, become one
/// `RunSet`, and whatever walks afterwards asks the set instead of looking each run up. Then one of two plans, and the choice is ours, since SQLite
/// knows no statistics. *Filter-driven*: start from the smallest index range that was settled (or from the experiment), check the rest, sort what is
/// left. *Order-driven*: walk the index of the first order field and stop when the page is full.
///
/// With `n` runs, a page that ends at `p` and a filter of `c` runs the walk meets about `p·n/c` of them. A step of the walk, or of gathering, costs
/// a fraction of a microsecond; a run that is looked up, checked and sorted, about ten times as much. So the filter drives below
/// `c = √(p·n)/3`, and gathering is worth its while up to about `2·√(p·n)`.
extension RunSearch {
    /// The rows of the page.
    func page(in sql: SQLConnection) throws -> (rows: [Int64], hasMore: Bool) {
        guard !experiments.isEmpty, limit > 0 else { return ([], false) }
        let settled = try settle(in: sql)
        if let driver = settled.driver, settled.isSelective { return try filterDriven(driver, settled, in: sql) }
        if let phases = try orderPhases(in: sql) { return try orderDriven(phases, settled, in: sql) }
        return try filterDriven(settled.driver ?? .experiments(of: self), settled, in: sql)
    }

    /// What is known before anything walks.
    private struct Settled {
        /// The runs that fulfil `conditions`; nil without any.
        var runs: RunSet?
        var conditions: [RunCondition] = []
        /// The smallest start that was found, and how many runs it has.
        var driver: RunDriver?
        var count = Int.max
        /// Whether it is small enough to be worth sorting.
        var isSelective = false
    }

    private func settle(in sql: SQLConnection) throws -> Settled {
        let runCount = try sql.first("SELECT max(id) FROM runs", []) { Double($0.integer(0)) } ?? 0
        let balance = (Double(lastRow) * runCount).squareRoot()
        let drivingMax = Int((balance / 3).clamped(to: 16...1e6))
        var settled = Settled()
        // Equality first: it is likelier to be selective, and what is found bounds what is worth gathering for the others.
        for condition in conditions.sorted(by: { $0.checkingRank < $1.checkingRank }).prefix(16) {
            guard let driver = try RunDriver.of(condition, in: sql) else { continue }
            let limit = min(settled.count, Int((balance * 2).clamped(to: 16...1e6)))
            guard let runs = try driver.runs(upTo: limit, in: sql) else { continue }
            settled.runs = settled.runs?.intersection(runs) ?? runs
            settled.conditions.append(condition)
            if runs.count < settled.count { (settled.driver, settled.count) = (driver, runs.count) }
        }
        let driver = RunDriver.experiments(of: self)
        let limit = min(settled.count, drivingMax)
        let count = try driver.count(upTo: limit, in: sql)
        if count < limit { (settled.driver, settled.count) = (driver, count) }
        settled.isSelective = min(settled.count, settled.runs?.count ?? .max) <= drivingMax
        return settled
    }

    /// What is left to check of each run that `driver` comes to, the quick and selective first.
    private func rest(for driver: RunDriver, _ settled: Settled, in sql: SQLConnection) throws -> SQLText {
        let others = conditions.filter { !settled.conditions.contains($0) }.sorted { $0.checkingRank < $1.checkingRank }
        var predicates = settled.runs.map { [$0.sql(driver.run)] } ?? []
        predicates += try others.map { try predicate($0, run: driver.run, in: sql) }
        predicates.append(isInView)
        // Without an index on its right side: whichever index drives, SQLite must not prefer the experiment's.
        predicates.append(Self.isIn(experiments, column: "+r.experiment"))
        return .all(predicates)
    }

    /// One more than the number of rows up to the end of the page.
    private var lastRow: Int {
        let (sum, isTooMuch) = max(offset, 0).addingReportingOverflow(SearchRows.oneMore(than: limit))
        return isTooMuch ? Int.max : sum
    }

    /// For tests: which plan it takes.
    func isOrderDriven(in sql: SQLConnection) throws -> Bool {
        try !settle(in: sql).isSelective && orderPhases(in: sql) != nil
    }

    private func filterDriven(_ driver: RunDriver, _ settled: Settled, in sql: SQLConnection) throws -> (rows: [Int64], hasMore: Bool) {
        let statement =
            driver.source + " WHERE " + driver.rows + " AND " + (try rest(for: driver, settled, in: sql)) + " ORDER BY "
            + (try terms(order, in: sql))
        return try SearchRows(sql: sql).page(statement, limit: limit, offset: offset)
    }

    private func terms(_ order: some Sequence<RunOrder>, in sql: SQLConnection) throws -> SQLText {
        SQLText.joined(try order.map { try term($0, in: sql) } + [SQLText("r.start_time DESC, r.run_id ASC")], by: ", ")
    }

    /// A part of the result, in order, that one index walk gives.
    private struct Phase {
        var driver: RunDriver
        /// Narrows the driver's runs further.
        var filter: SQLText = .always
        /// What the index orders by, before the other terms.
        var leading: String?
    }

    /// The walk along the index of the first order field, then the runs that are not in it; nil when no index has that order.
    private func orderPhases(in sql: SQLConnection) throws -> [Phase]? {
        guard let first = order.first else { return byStart }
        let direction = SearchRows.direction(first.ascending)
        let table: String
        let key: String
        switch first.field {
        case .metric(let name): (table, key) = ("latest_metrics", name)
        case .param(let name): (table, key) = ("run_params", name)
        case .tag(let name): (table, key) = ("run_tags", name)
        case .time(.startTime): return byStart
        default: return nil
        }
        guard let row = try KeyNames.row(of: key, in: sql),
            let present = try RunDriver.keyed(table, key, SQLText("d.value IS NOT NULL"), in: sql),
            let null = try RunDriver.keyed(table, key, SQLText("d.value IS NULL"), in: sql)
        else { return nil }
        var phases = [Phase(driver: present, leading: "d.value \(direction)")]
        // A metric that is NaN comes before one that is missing; a tag that was removed is as if it had never been there.
        if table == "latest_metrics" { phases.append(Phase(driver: null)) }
        if !conditions.contains(where: { $0.needs(first.field) }) {
            let value = table == "latest_metrics" ? "" : " AND t.value IS NOT NULL"
            let missing = SQLText.notExists(SQLText("\(table) t WHERE t.run = r.id AND t.key = ?\(value)", .integer(row)))
            phases.append(Phase(driver: .experiments(of: self), filter: missing))
        }
        return phases
    }

    private var byStart: [Phase]? {
        experiments.count == 1 ? [Phase(driver: .experiments(of: self))] : nil
    }

    private func orderDriven(_ phases: [Phase], _ settled: Settled, in sql: SQLConnection) throws -> (rows: [Int64], hasMore: Bool) {
        var found: [Int64] = []
        let isByStart = order.first.map { $0.field == .time(.startTime) } ?? true
        for phase in phases where found.count < lastRow {
            let others = try terms(isByStart ? order[...] : order.dropFirst(), in: sql)
            let terms = phase.leading.map { "\($0), " + others } ?? others
            let rest = try rest(for: phase.driver, settled, in: sql)
            let statement =
                phase.driver.source + " WHERE " + phase.driver.rows + " AND " + phase.filter + " AND " + rest + " ORDER BY " + terms
            found += try SearchRows(sql: sql).rows(statement + SQLText(" LIMIT ?", .integer(Int64(lastRow - found.count))))
        }
        let page = found.dropFirst(max(offset, 0))
        return (Array(page.prefix(limit)), page.count > limit)
    }
}

extension RunCondition {
    /// What is likelier to fail, and quicker to tell, is checked first.
    fileprivate var checkingRank: Int {
        switch self {
        case .param(_, .equal), .tag(_, .equal): 0
        case .metric: 1
        case .param(_, .like), .param(_, .ilike), .tag(_, .like), .tag(_, .ilike): 3
        default: 2
        }
    }

    /// Whether a run that fulfils it has a value in `field`.
    fileprivate func needs(_ field: RunOrder.Field) -> Bool {
        switch (self, field) {
        case (.metric(let key, _), .metric(let other)): ExactText.same(key, other)
        case (.param(let key, let comparison), .param(let other)): comparison != .isNull && ExactText.same(key, other)
        case (.tag(let key, let comparison), .tag(let other)): comparison != .isNull && ExactText.same(key, other)
        default: false
        }
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double { Swift.min(Swift.max(self, range.lowerBound), range.upperBound) }
}

import LogPositions
import TrackingEvents

/// Writes what events mean into the tables: the fold.
///
/// A pure function of the set of events folded so far, whatever the order in which they arrive (section 6 of the design). Every write is one of
/// these, and each of them forgets nothing that a later arrival might need: the write with the highest place in the total order wins; the one
/// with the lowest wins; a set grows; a thing deleted for good stays deleted. Lives as long as one transaction.
struct EventFolder {
    let sql: SQLConnection
    var keyRows: [ExactText: Int64] = [:]
    var runRows: [ExactText: Int64] = [:]
    var entityRows: [EntityKey: Int64] = [:]
    var logRows: [LogID: Int64] = [:]
    var metrics = PendingMetrics()
    let rows: RowStatements
    var stamps = RunStamps()

    init(sql: SQLConnection) throws {
        self.sql = sql
        rows = try RowStatements(in: sql)
    }

    /// Folds one event. Metrics are only collected; `finish` writes them.
    mutating func fold(_ event: Event) throws {
        try index(event)
        // The body of an erased event is gone, and what it said with it.
        guard let payload = event.body.payload else { return }
        let moment = FoldMoment(
            order: PositionBytes.bytes(of: event.order), time: event.head.wallClockMilliseconds, position: event.position)
        try fold(payload, at: moment)
    }

    /// Writes what was collected.
    mutating func finish() throws {
        try writePendingMetrics()
        try stampRuns()
    }

    private mutating func fold(_ payload: EventPayload, at moment: FoldMoment) throws {
        switch payload {
        case .logOpened, .context, .unknown: break
        case .experimentCreated(let it): try fold(it, at: moment)
        case .experimentRenamed(let it): try fold(it, at: moment)
        case .experimentLifecycleChanged(let it): try fold(it, at: moment)
        case .experimentTagged(let it): try fold(it, at: moment)
        case .experimentTagRemoved(let it): try fold(it, at: moment)
        case .runCreated(let it): try fold(it, at: moment)
        case .runUpdated(let it): try fold(it, at: moment)
        case .runLifecycleChanged(let it): try fold(it, at: moment)
        case .runDataLogged(let it): try fold(it, at: moment)
        case .runTagRemoved(let it): try fold(it, at: moment)
        case .runInputsLogged(let it): try fold(it, at: moment)
        case .runOutputsLogged(let it): try fold(it, at: moment)
        case .loggedModelCreated(let it): try fold(it, at: moment)
        case .loggedModelStatusChanged(let it): try fold(it, at: moment)
        case .loggedModelTagged(let it): try fold(it, at: moment)
        case .loggedModelTagRemoved(let it): try fold(it, at: moment)
        case .loggedModelParamsLogged(let it): try fold(it, at: moment)
        case .loggedModelLifecycleChanged(let it): try fold(it, at: moment)
        case .artifactWritten(let it): try fold(it, at: moment)
        case .artifactDeleted(let it): try fold(it, at: moment)
        case .registeredModelCreated(let it): try fold(it, at: moment)
        case .registeredModelRenamed(let it): try fold(it, at: moment)
        case .registeredModelDescribed(let it): try fold(it, at: moment)
        case .registeredModelDeleted(let it): try fold(it, at: moment)
        case .registeredModelTagged(let it): try fold(it, at: moment)
        case .registeredModelTagRemoved(let it): try fold(it, at: moment)
        case .aliasSet(let it): try fold(it, at: moment)
        case .aliasRemoved(let it): try fold(it, at: moment)
        case .modelVersionCreated(let it): try fold(it, at: moment)
        case .versionNumberAssigned(let it): try fold(it, at: moment)
        case .modelVersionDescribed(let it): try fold(it, at: moment)
        case .stageChanged(let it): try fold(it, at: moment)
        case .modelVersionTagged(let it): try fold(it, at: moment)
        case .modelVersionTagRemoved(let it): try fold(it, at: moment)
        case .modelVersionDeleted(let it): try fold(it, at: moment)
        }
    }
}

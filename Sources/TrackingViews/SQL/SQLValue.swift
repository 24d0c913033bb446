import TrackingEvents

/// A value bound to a statement. Whatever a client sent reaches SQLite as one of these, never as part of a statement's text.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

extension SQLValue {
    static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
    static func optional(_ integer: Int64?) -> SQLValue { integer.map { .integer($0) } ?? .null }
    static func of(_ id: ExperimentID) -> SQLValue { .integer(Int64(bitPattern: id.rawValue)) }
    static func of(_ id: RunID) -> SQLValue { .text(id.rawValue) }
    static func of(_ id: LoggedModelID) -> SQLValue { .text(id.rawValue) }
    static func of(_ id: RegisteredModelID) -> SQLValue { .text(id.rawValue) }
    static func of(_ id: ModelVersionID) -> SQLValue { .blob(PositionBytes.bytes(of: id.creation)) }
    static func of(_ location: ArtifactLocation) -> SQLValue { .text(LocationText.text(of: location)) }
    static func of(_ stage: LifecycleStage) -> SQLValue { .integer(Int64(stage.rawValue)) }
    static func of(_ stage: ModelStage) -> SQLValue { .integer(Int64(stage.rawValue)) }
    static func of(_ status: RunStatus) -> SQLValue { .integer(Int64(status.rawValue)) }
    static func of(_ status: LoggedModelStatus) -> SQLValue { .integer(Int64(status.rawValue)) }
    /// NaN, which SQLite has no value for, is stored as NULL.
    static func metric(_ value: Double) -> SQLValue { value.isNaN ? .null : .real(value) }
}

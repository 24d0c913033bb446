/// What a value may be, in the few forms that this API knows. Rendered by ``OpenAPIDialect`` as JSON Schema (draft 2020-12, as OpenAPI 3.1 has it).
///
/// A schema promises one direction: what breaks it is refused. What keeps to it may still be refused, for rules that JSON Schema cannot say
/// (a key that is no normal path, an ID that nothing has).
indirect enum OpenAPISchema: Sendable {
    /// Characters are Unicode scalars, as in JSON Schema.
    case text(atLeast: Int = 0, atMost: Int? = nil, pattern: String? = nil)
    /// A string that clients whose IDs are digits may send as a whole number.
    case identifier
    case integer(ClosedRange<Int64> = Int64.min...Int64.max)
    /// A metric's value: a number, or `NaN`.
    case number
    case boolean
    /// One of these names; in requests also its number, where it has one.
    case choice([String], numbers: ClosedRange<Int64>? = nil)
    case list(OpenAPISchema, atLeast: Int = 0, atMost: Int? = nil)
    case object([OpenAPIField])
    case shape(OpenAPIShape)

    static func choice<Value: WireNamed>(_: Value.Type) -> OpenAPISchema {
        let values = Value.allCases.filter { $0.rawValue > 0 }
        return .choice(
            values.map(\.mlflowName), numbers: Int64(values.map(\.rawValue).min() ?? 0)...Int64(values.map(\.rawValue).max() ?? 0))
    }
}

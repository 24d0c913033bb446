/// A field of a message that decoded, whose value is none that an event can have.
struct WireFieldError: Error, Hashable {
    var code: EventDecodingError.Code
    /// As the schema names it.
    var field: String

    /// Fails unless the field is there.
    static func require(_ isPresent: Bool, _ field: String) throws(WireFieldError) {
        if !isPresent { throw WireFieldError(code: .missing, field: field) }
    }

    static func invalid(_ field: String) -> WireFieldError { WireFieldError(code: .invalid, field: field) }
}

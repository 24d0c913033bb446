// JSON Schema, in the dialect of the place where a value stands.

extension JSONWriter {
    /// The JSON Schema of a field's values.
    mutating func schema(of field: OpenAPIField, _ dialect: OpenAPIDialect) {
        schema(field.schema, dialect, isNullable: dialect == .body && !field.isRequired, note: field.note)
    }

    mutating func schema(_ schema: OpenAPISchema, _ dialect: OpenAPIDialect, isNullable: Bool = false, note: String? = nil) {
        object { writer in
            switch schema {
            case .text(let least, let most, let pattern):
                writer.types(["string"], isNullable)
                if least > 0 { writer.member("minLength", Int64(least)) }
                writer.member("maxLength", ifPresent: most.map(Int64.init))
                writer.member("pattern", ifPresent: pattern)
            case .identifier: writer.identifier(dialect, isNullable)
            case .integer(let range): writer.integer(range, dialect, isNullable)
            case .number: writer.number(dialect, isNullable)
            case .boolean:
                writer.types(dialect == .body ? ["boolean", "string"] : ["boolean"], isNullable)
                if dialect == .body { writer.member("pattern", "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$") }
            case .choice(let names, let numbers): writer.choice(names, dialect == .answer ? nil : numbers, isNullable)
            case .list(let element, let least, let most):
                writer.types(["array"], isNullable)
                if least > 0 { writer.member("minItems", Int64(least)) }
                writer.member("maxItems", ifPresent: most.map(Int64.init))
                writer.name("items")
                writer.schema(element, dialect)
            case .object(let fields): writer.properties(fields, dialect, isNullable)
            case .shape(let shape): writer.member("$ref", "#/components/schemas/\(shape.rawValue)")
            }
            writer.member("description", ifPresent: note)
        }
    }

    /// A media type of an answer, and what its bodies look like.
    mutating func content(_ type: String, _ schema: OpenAPISchema) {
        member(
            type,
            object: {
                $0.name("schema")
                $0.schema(schema, .answer)
            })
    }

    private mutating func types(_ names: [String], _ isNullable: Bool) {
        let all = isNullable ? names + ["null"] : names
        guard all.count > 1 else { return member("type", names[0]) }
        member("type", nonEmpty: all) { $0.value($1) }
    }

    private mutating func identifier(_ dialect: OpenAPIDialect, _ isNullable: Bool) {
        types(dialect == .body ? ["string", "integer"] : ["string"], isNullable)
        member("pattern", DescribedText.digits)
        if dialect == .body { member("minimum", Int64(0)) }
    }

    private mutating func integer(_ range: ClosedRange<Int64>, _ dialect: OpenAPIDialect, _ isNullable: Bool) {
        types(dialect == .body ? ["integer", "string"] : ["integer"], isNullable)
        member("format", "int64")
        member("minimum", range.lowerBound)
        member("maximum", range.upperBound)
        if dialect == .body { member("pattern", #"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$"#) }
    }

    private mutating func number(_ dialect: OpenAPIDialect, _ isNullable: Bool) {
        guard dialect == .answer else {
            types(["number", "string", "boolean"], isNullable)
            return member("pattern", #"^(NaN|-?Infinity|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?)$"#)
        }
        name("anyOf")
        array([("type", "number"), ("const", "NaN")]) { writer, pair in
            writer.object { $0.member(pair.0, pair.1) }
        }
    }

    private mutating func choice(_ names: [String], _ numbers: ClosedRange<Int64>?, _ isNullable: Bool) {
        let integers = numbers.map(Array.init) ?? []
        let values: [(inout JSONWriter) -> Void] =
            names.map { name in { $0.value(name) } } + integers.map { number in { $0.value(number) } }
            + (isNullable ? [{ $0.raw("null".utf8) }] : [])
        name("enum")
        array(values) { $1(&$0) }
    }

    private mutating func properties(_ fields: [OpenAPIField], _ dialect: OpenAPIDialect, _ isNullable: Bool) {
        types(["object"], isNullable)
        member(
            "properties",
            object: { writer in
                for field in fields {
                    writer.name(field.name)
                    writer.schema(of: field, dialect)
                }
            })
        member("required", nonEmpty: fields.filter(\.isRequired)) { $0.value($1.name) }
    }
}

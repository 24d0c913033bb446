/// The named fields of one request, or of one object in it, decoded as clients of any language send them.
///
/// Names match in snake_case and in camelCase; both at once are an error. `null` is absent. Unknown fields are ignored. Each error names the field
/// by its path (`metrics[0].timestamp`). Queries are read through the same door: a query string becomes an object whose values are arrays of strings.
struct RequestFields: Sendable {
    let document: JSONDocument
    /// The node of the object.
    let object: Int
    /// What stands before a field's name in messages: empty, or `metrics[0].`.
    let prefix: String
    /// Whether the fields came from a query string, where each value is text and may be repeated.
    let isQuery: Bool

    init(document: JSONDocument, object: Int = JSONDocument.root, prefix: String = "", isQuery: Bool = false) {
        self.document = document
        self.object = object
        self.prefix = prefix
        self.isQuery = isQuery
    }

    // MARK: Strings

    func string(_ name: String) throws(APIError) -> String? {
        guard let value = try value(of: name) else { return nil }
        guard document.kind(of: value) == .string else { throw invalid(value, name, "expected a string") }
        return document.string(at: value)
    }

    /// A string that has to be there, and not empty.
    func requiredString(_ name: String) throws(APIError) -> String {
        guard let text = try string(name), !text.isEmpty else { throw missing(name) }
        return text
    }

    /// An identifier: a string, or a whole number, which some clients send for those that are digits.
    func identifier(_ name: String) throws(APIError) -> String? {
        guard let value = try value(of: name) else { return nil }
        switch document.kind(of: value) {
        case .string: return document.string(at: value)
        case .number:
            guard let number = JSONNumber.integer(in: document.bytes.span, document.range(of: value)) else {
                throw invalid(value, name, "expected a string")
            }
            return String(number)
        default: throw invalid(value, name, "expected a string")
        }
    }

    func requiredIdentifier(_ name: String) throws(APIError) -> String {
        guard let text = try identifier(name), !text.isEmpty else { throw missing(name) }
        return text
    }

    // MARK: Numbers and booleans

    /// A 64-bit integer: a whole number or the text of one (`"1000"`, `"1e+03"`).
    func integer(_ name: String) throws(APIError) -> Int64? {
        guard let value = try value(of: name) else { return nil }
        guard let integer = document.integer(at: value) else { throw invalid(value, name, "expected a 64-bit integer") }
        return integer
    }

    func requiredInteger(_ name: String) throws(APIError) -> Int64 {
        guard let integer = try integer(name) else { throw missing(name) }
        return integer
    }

    /// A number, the text of one, `NaN` or an infinity, which is clamped to the largest finite number.
    func requiredMetricValue(_ name: String) throws(APIError) -> Double {
        guard let value = try value(of: name) else { throw missing(name) }
        guard let number = document.double(at: value) else { throw invalid(value, name, "expected a number") }
        return number
    }

    /// A boolean, or the word for it in any letter case.
    func boolean(_ name: String) throws(APIError) -> Bool? {
        guard let value = try value(of: name) else { return nil }
        switch document.kind(of: value) {
        case .true: return true
        case .false: return false
        case .string:
            switch document.string(at: value).lowercased() {
            case "true": return true
            case "false": return false
            default: throw invalid(value, name, "expected true or false")
            }
        default: throw invalid(value, name, "expected true or false")
        }
    }

    // MARK: Containers

    /// An array of strings; empty when it is absent.
    func strings(_ name: String) throws(APIError) -> [String] {
        var strings: [String] = []
        for (index, value) in try array(name).enumerated() {
            guard document.kind(of: value) == .string else {
                throw invalid(value, "\(name)[\(index)]", "expected a string")
            }
            strings.append(document.string(at: value))
        }
        return strings
    }

    /// An array of identifiers, each a string or a whole number.
    func identifiers(_ name: String) throws(APIError) -> [String] {
        var identifiers: [String] = []
        for (index, value) in try array(name).enumerated() {
            if document.kind(of: value) == .string {
                identifiers.append(document.string(at: value))
            } else if document.kind(of: value) == .number, let number = document.integer(at: value) {
                identifiers.append(String(number))
            } else {
                throw invalid(value, "\(name)[\(index)]", "expected a string")
            }
        }
        return identifiers
    }

    /// An array of objects; empty when it is absent.
    func objects(_ name: String) throws(APIError) -> [RequestFields] {
        var objects: [RequestFields] = []
        for (index, value) in try array(name).enumerated() {
            objects.append(try fields(of: value, named: "\(name)[\(index)]"))
        }
        return objects
    }

    /// An object, nil when it is absent.
    func object(_ name: String) throws(APIError) -> RequestFields? {
        guard let value = try value(of: name) else { return nil }
        return try fields(of: value, named: name)
    }

    /// The nodes of an array's elements; none when it is absent.
    func array(_ name: String) throws(APIError) -> JSONDocument.Children {
        guard let value = try member(name) else { return document.elements(ofNothing: ()) }
        guard document.kind(of: value) == .array else { throw invalid(value, name, "expected an array") }
        return document.elements(of: value)
    }

    func isPresent(_ name: String) throws(APIError) -> Bool { try member(name) != nil }

    private func fields(of value: Int, named name: String) throws(APIError) -> RequestFields {
        guard document.kind(of: value) == .object else { throw invalid(value, name, "expected an object") }
        return RequestFields(document: document, object: value, prefix: prefix + name + ".", isQuery: isQuery)
    }

    // MARK: Errors

    func missing(_ name: String) -> APIError {
        .invalid("Missing value for required parameter '\(prefix)\(name)'.")
    }

    func invalid(_ value: Int, _ name: String, _ reason: String) -> APIError {
        .invalid("Invalid value \(document.excerpt(of: value)) for parameter '\(prefix)\(name)' supplied: \(reason).")
    }

    // MARK: Lookup

    /// The node of a field's one value; nil when it is absent or null.
    func value(of name: String) throws(APIError) -> Int? {
        guard let member = try member(name) else { return nil }
        guard isQuery else { return member }
        var elements = document.elements(of: member)
        let first = elements.next()
        guard elements.next() == nil else { throw .invalid("The parameter '\(name)' is given more than once.") }
        return first
    }

    /// The node of a member's value, whatever it is; nil when it is absent or null.
    private func member(_ name: String) throws(APIError) -> Int? {
        var found: Int?
        for (key, value) in document.members(of: object) where document.key(key, names: name) {
            guard found == nil else {
                throw .invalid("The parameter '\(prefix)\(name)' is given in both spellings, snake_case and camelCase.")
            }
            found = value
        }
        return found.flatMap { document.kind(of: $0) == .null ? nil : $0 }
    }
}

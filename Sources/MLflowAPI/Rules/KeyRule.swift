/// What keys of metrics, params and tags may look like: "key rule K" of MLflow.
///
/// Letters and digits in the sense of Unicode, `_`, `/`, `.`, `-`, space and `:`; equal to its own normalised relative path; 1 to 250 characters.
enum KeyRule {
    static let maximumCharacterCount = 250

    /// - Parameter field: the name of the field for messages, `key` or `metrics[0].key`.
    static func check(_ key: String, _ field: String) throws(APIError) {
        if isPlain(key) { return }
        guard !key.isEmpty else { throw .invalid("Missing value for required parameter '\(field)'.") }
        guard key.hasAtMost(maximumCharacterCount) else {
            throw .invalid(
                "Invalid value for parameter '\(field)' supplied: '\(key.cut(to: 40))…' exceeds the maximum length of "
                    + "\(maximumCharacterCount) characters.")
        }
        guard key.unicodeScalars.allSatisfy(isAllowed) else {
            throw invalid(
                key, field,
                "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and "
                    + "slashes (/)")
        }
        guard isNormalPath(key) else {
            throw invalid(key, field, "Names may be treated as files in certain cases, so they have to be relative normal paths")
        }
    }

    /// The usual case: a few ASCII letters, digits, `_`, `-` and spaces, which need no closer look.
    private static func isPlain(_ key: String) -> Bool {
        let bytes = key.utf8
        return !bytes.isEmpty && bytes.count <= maximumCharacterCount
            && bytes.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "):
                    true
                default: false
                }
            }
    }

    /// Whether `text`, read as a relative path, is its own normal form: no leading, trailing or doubled slash, no `.` and no `..`.
    static func isNormalPath(_ text: String) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { segment in
            !segment.isEmpty && !segment.elementsEqual(".".utf8) && !segment.elementsEqual("..".utf8)
        }
    }

    private static func isAllowed(_ scalar: UnicodeScalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "/", ".", "-", " ", ":": true
        case "\0"..."\u{7F}": false
        default: isAlphanumeric(scalar)
        }
    }

    /// As Python's `\w` has it: letters of every kind, and whatever has a numeric value.
    static func isAlphanumeric(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: scalar.properties.numericType != nil
        }
    }

    private static func invalid(_ key: String, _ field: String, _ reason: String) -> APIError {
        .invalid("Invalid value \"\(key)\" for parameter '\(field)' supplied: \(reason).")
    }
}

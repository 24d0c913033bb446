/// The ways in which requests are refused, each described once under `components/responses`.
enum OpenAPIRefusal: String, CaseIterable, Sendable {
    case invalid = "Invalid"
    case forbidden = "Forbidden"
    case missing = "Missing"
    case tooLong = "TooLong"
    case notInFile = "NotInFile"
    case notOffered = "NotOffered"
    case unavailable = "Unavailable"

    var status: Int {
        switch self {
        case .invalid: 400
        case .forbidden: 403
        case .missing: 404
        case .tooLong: 413
        case .notInFile: 416
        case .notOffered: 501
        case .unavailable: 503
        }
    }

    private var summary: String {
        switch self {
        case .invalid: "The request is wrong in itself. Nothing was changed."
        case .forbidden: "The Host or Origin header names somebody else, or the store is read-only."
        case .missing: "What the request names is not there."
        case .tooLong: "The body is longer than this server takes."
        case .notInFile: "The range lies outside the file."
        case .notOffered: "This server has no such thing; clients go on without it."
        case .unavailable: "Not now: the disk is full, or too much is being sent at once. Nothing was acknowledged."
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("description", summary)
        writer.member(
            "content",
            object: { content in
                content.content("application/json", .shape(.error))
                if self == .forbidden { content.content("text/plain", .text()) }
            })
    }
}

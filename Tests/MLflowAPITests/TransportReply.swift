import Foundation
import MLflowAPI
import TrackingStore

/// An answer, as a test looks at it.
struct TransportReply: CustomStringConvertible {
    let status: Int
    let headers: [String: String]
    let bytes: [UInt8]

    init(_ outcome: APIOutcome) {
        status = outcome.status
        headers = Dictionary(outcome.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        switch outcome.body {
        case .bytes(let bytes): self.bytes = bytes
        case .blob(let file, let range): bytes = (try? file.read(range)) ?? Array("unreadable".utf8)
        }
    }

    var isOK: Bool { status == 200 }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var errorCode: String? { self["error_code"] }
    var message: String { self["message"] ?? "" }
    var description: String { "\(status) \(text)" }

    /// The value at a path such as `run.data.tags.0.key`, as text; nil when it is not there.
    subscript(path: String) -> String? {
        switch value(path) {
        case nil: nil
        case let text as String: text
        case let number as NSNumber: number.stringValue
        case let other?: "\(other)"
        }
    }

    func value(_ path: String) -> Any? {
        var current = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        for part in path.split(separator: ".") {
            if let index = Int(part), let array = current as? [Any] {
                current = array.indices.contains(index) ? array[index] : nil
            } else {
                current = (current as? [String: Any])?[String(part)]
            }
        }
        return current
    }

    func count(_ path: String) -> Int { (value(path) as? [Any])?.count ?? 0 }

    /// Key and value pairs at `path`, as a dictionary.
    func pairs(_ path: String) -> [String: String] {
        let items = value(path) as? [[String: Any]] ?? []
        return Dictionary(items.map { ("\($0["key"] ?? "")", "\($0["value"] ?? "")") }, uniquingKeysWith: { $1 })
    }

    /// One member of each object of an array.
    func column(_ path: String, _ name: String) -> [String] {
        (value(path) as? [[String: Any]] ?? []).map { "\($0[name] ?? "")" }
    }

    func isError(_ status: Int, _ code: String) -> Bool { self.status == status && errorCode == code }

    var isInvalid: Bool { isError(400, "INVALID_PARAMETER_VALUE") }
    var isMissing: Bool { isError(404, "RESOURCE_DOES_NOT_EXIST") }
}

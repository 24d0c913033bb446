/// How far the upload of a logged model has come.
package enum LoggedModelStatus: UInt8, CaseIterable, Sendable {
    case unspecified = 0
    case pending = 1
    case ready = 2
    case uploadFailed = 3
}

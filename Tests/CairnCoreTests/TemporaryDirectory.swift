import Foundation

/// A directory for one test, removed with this object.
final class TemporaryDirectory: Sendable {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "cairn-core-test-" + UUID().uuidString
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Names of all files below `relative`, of whatever depth.
    func files(below relative: String) -> [String] {
        FileManager.default.enumerator(atPath: path + "/" + relative)?.compactMap { $0 as? String } ?? []
    }
}

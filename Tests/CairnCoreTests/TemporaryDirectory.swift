import Foundation
import Synchronization

/// A path for one test, where nothing is yet; whatever gets there is removed when the tests end.
struct TemporaryDirectory: Sendable {
    let path: String

    private static let made = Mutex<[String]>([])

    init() {
        path = NSTemporaryDirectory() + "/cairn-test-" + UUID().uuidString
        Self.made.withLock { made in
            if made.isEmpty { atexit { TemporaryDirectory.removeAll() } }
            made.append(path)
        }
    }

    /// Names of all files below `relative`, of whatever depth.
    func files(below relative: String) -> [String] {
        FileManager.default.enumerator(atPath: path + "/" + relative)?.compactMap { $0 as? String } ?? []
    }

    private static func removeAll() {
        for path in made.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }
}

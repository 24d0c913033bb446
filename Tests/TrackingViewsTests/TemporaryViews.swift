import Glibc
import LogPositions
import Testing
import TrackingEvents

@testable import TrackingViews

/// A directory of views that goes when the test is over.
final class TemporaryViews {
    let directory: String
    let views: TrackingViews
    static let store = StoreID(String(repeating: "5", count: 32))

    init() throws {
        var template = Array("/tmp/cairn-views-XXXXXX".utf8CString)
        directory = String(cString: try #require(mkdtemp(&template)))
        views = try TrackingViews.open(at: directory + "/views", storeID: Self.store)
    }

    deinit {
        views.close()
        for name in ["views.sqlite", "views.sqlite-wal", "views.sqlite-shm", "views.lock", "views.unclean"] {
            unlink("\(directory)/views/\(name)")
        }
        rmdir(directory + "/views")
        rmdir(directory)
    }
}

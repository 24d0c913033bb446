import SegmentLog
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// A directory of the real file system for one test, removed afterwards.
final class LogDirectory: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/segment-log-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template)!)
    }

    deinit { LogDirectory.remove(path) }

    private static func remove(_ path: String) {
        for name in (try? FileStorage().fileNames(in: path)) ?? [] {
            let child = path + "/" + name
            if unlink(child) != 0 { remove(child) }
        }
        rmdir(path)
    }
}

extension LogID {
    static let sample = LogID(high: 0x0123_4567_89ab_cdef, low: 0x0f1e_2d3c_4b5a_6978)
}

extension LogRecord {
    /// A record that tells its number.
    static func numbered(_ number: Int, bodyByteCount: Int = 20) -> LogRecord {
        let text = Array("record \(number) ".utf8)
        let body = (0..<bodyByteCount).map { text[$0 % text.count] }
        return LogRecord(head: text, body: body)
    }
}

extension LogReader {
    /// Every deliverable record's head as text.
    func heads(from start: SequenceNumber = .zero, trustedEnd: SequenceNumber? = nil) throws -> [String] {
        var heads: [String] = []
        try visit(from: start, trustedEnd: trustedEnd) { record in
            heads.append(String(decoding: record.head.copied, as: UTF8.self))
            return .continue
        }
        return heads
    }
}

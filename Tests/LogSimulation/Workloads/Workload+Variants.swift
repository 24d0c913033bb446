import BlockCodec
import SegmentLog

extension Workload {
    static let twoLogs = Workload(
        name: "two-logs", summary: "two writers, each with its log", logs: [SimulatedLog("a", 6), SimulatedLog("b", 7)],
        lives: [
            { session in
                let (first, second) = (try session.open(0), try session.open(1))
                for count in [2, 9, 1] {
                    try session.append(first, 0, count: count)
                    let waiting = try session.submit(second, 1, count: count + 1)
                    try session.append(first, 0, count: 1, durability: .kept)
                    try session.wait(waiting, 1)
                }
                try session.close(first, 0)
            },
            { session in
                let (second, first) = (try session.open(1), try session.open(0))
                try session.append(second, 1, count: 3)
                try session.append(first, 0, count: 3)
                try session.close(second, 1)
            },
        ])

    static let twoWriters = Workload(
        name: "two-writers", summary: "a second writer on the same log is refused and changes nothing", logs: [SimulatedLog("log", 8)],
        lives: [
            { session in
                let writer = try session.open()
                let late = try LogWriter.create(
                    in: "log", identity: .random(LogID(high: 9, low: 9)), options: .small(), storage: session.storage)
                let later = try LogWriter.create(
                    in: "log", identity: .random(LogID(high: 9, low: 9)), options: .small(), storage: session.storage)
                try session.append(writer, count: 2)
                session.expect(.writerIsAlive) {
                    try late.append([LogRecord(head: [1], body: [2])])
                }
                session.expect(.writerIsAlive) {
                    _ = try LogWriter.reopen(in: "log", options: .small(), storage: session.storage)
                }
                session.expect(.writerIsAlive) {
                    _ = try LogRecovery.recover(directory: "log", storage: session.storage, mode: .secure)
                }
                try session.append(writer, count: 12)
                session.expect(.alreadyExists) {
                    _ = try LogWriter.create(
                        in: "log", identity: .random(LogID(high: 9, low: 9)), options: .small(), storage: session.storage)
                }
                try session.append(writer, count: 1)
                try session.close(writer)
                session.expect(.alreadyExists) {
                    try later.append([LogRecord(head: [1], body: [2])])
                }
            },
            { session in
                let writer = try session.open()
                try session.append(writer, count: 2)
            },
        ])

    static let rewriting = Workload(
        name: "rewriting", summary: "sealed segments are made denser beside a writer, and once it has closed",
        logs: [SimulatedLog("log", 14)],
        lives: [
            { session in
                let writer = try session.open()
                for count in [20, 9, 1] { try session.append(writer, count: count) }
                try rewrite(session, .lz4HighCompression)
                try session.append(writer, count: 4)
                try session.close(writer)
                try rewrite(session, .zlib)
            },
            { session in
                let writer = try session.open()
                try session.append(writer, count: 22)
                try session.append(writer, count: 2)
                try rewrite(session, .zlib)
            },
        ])

    private static func rewrite(_ session: Session, _ codec: BlockCodec) throws {
        var options = LogRewritingOptions()
        options.codec = codec
        options.savingPercentMin = 0
        let report = try LogRewriting.rewrite(directory: "log", storage: session.storage, options: options)
        for segment in report.segments where session.storage[segment.file].count != Int(segment.storedByteCountAfter) {
            session.complain("\(segment.file) is not as long as the report says")
        }
    }

    /// The lives of the workloads that differ in how blocks stand in the file only.
    private static func plain(_ counts: [Int], bodyByteCount: Int = 60) -> [@Sendable (Session) throws -> Void] {
        [
            { session in
                let writer = try session.open()
                for count in counts { try session.append(writer, count: count, bodyByteCount: bodyByteCount) }
            },
            { session in
                let writer = try session.open()
                try session.append(writer, count: 3, bodyByteCount: bodyByteCount)
                try session.close(writer)
            },
        ]
    }

    static let aligned = Workload(
        name: "aligned", summary: "blocks begin with a sector, nothing is compressed",
        logs: [
            SimulatedLog(
                "log", 10,
                .small(segment: 8000, block: 600) {
                    $0.alignment = .sector512
                    $0.codec = .none
                })
        ], lives: plain([1, 4, 22, 2, 1, 30, 1]))

    static let paged = Workload(
        name: "paged", summary: "blocks begin with a page",
        logs: [SimulatedLog("log", 11, .small(segment: 20000, block: 2000) { $0.alignment = .page4096 })], lives: plain([1, 30, 2]))

    static let unhashed = Workload(
        name: "unhashed", summary: "a log without a tree, compressed with zlib",
        logs: [
            SimulatedLog(
                "log", 12,
                .small {
                    $0.hashesRecords = false
                    $0.codec = .zlib
                })
        ], lives: plain([1, 1, 9, 20, 1, 2]))

    static let signed = Workload(
        name: "signed", summary: "a log whose identity is derived from a key",
        logs: [
            SimulatedLog(
                directory: "log",
                identity: .keyed(publicKey: Array(0..<32), randomBytes: Array(32..<64), signature: { _ in Array(0..<64) }),
                options: .small())
        ], lives: plain([2, 6, 1, 14]))

    static let wide = Workload(
        name: "wide", summary: "a commit over more sectors than can be enumerated",
        logs: [SimulatedLog("log", 13, .small(segment: 40000, block: 4096))], lives: plain([2, 80, 1, 60], bodyByteCount: 300))
}

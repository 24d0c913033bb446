import BlockCodec
import Glibc
import SegmentLog

/// NAME VALUE pairs after the mode.
struct BenchmarkOptions: Sendable {
    /// How a writer waits for its append: a task that suspends, a thread that blocks, or a closure that is called.
    enum Form: String { case tasks, threads, callbacks }

    var mode = ""
    var directory = ""
    var records = ""
    var form = Form.tasks
    var writers = 1
    var seconds = 3.0
    /// Nil for all.
    var count: Int?
    var batch = 1000
    var isHashed = true
    var codec = BlockCodec.lz4
    /// Mebibytes; nil for the log's own default.
    var segmentMebibytes: Int?
    /// Whether the batches are made before the clock starts, so that what is counted is the log's own.
    var isPrepared = false
    /// How a kept run ends: `close` seals, `kill` ends the process on the spot.
    var isKilled = false
    /// How a recovery is asked for: `report` reads only, `reopen` makes a writer.
    var isReport = false

    init(_ arguments: [String]) {
        guard arguments.count > 1 else { fail("usage: log-benchmark MODE [NAME VALUE]…") }
        mode = arguments[1]
        for index in stride(from: 2, to: arguments.count - 1, by: 2) { set(arguments[index], arguments[index + 1]) }
    }

    private mutating func set(_ name: String, _ value: String) {
        switch name {
        case "--directory": directory = value
        case "--records": records = value
        case "--form": form = Form(rawValue: value) ?? form
        case "--writers": writers = Int(value) ?? writers
        case "--seconds": seconds = Double(value) ?? seconds
        case "--count": count = Int(value)
        case "--batch": batch = Int(value) ?? batch
        case "--merkle": isHashed = value == "on"
        case "--codec": codec = value == "zlib" ? .zlib : value == "lz4hc" ? .lz4HighCompression : .lz4
        case "--segment": segmentMebibytes = Int(value)
        case "--prepared": isPrepared = value == "on"
        case "--end": isKilled = value == "kill"
        case "--recovery": isReport = value == "report"
        default: fail("unknown option \(name)")
        }
    }

    var log: LogOptions {
        var log = LogOptions()
        log.hashesRecords = isHashed
        log.codec = codec
        if let segmentMebibytes { log.segmentByteCountTarget = segmentMebibytes << 20 }
        return log
    }

    func newLog() throws -> LogWriter {
        try LogWriter.create(
            in: directory, identity: .random(LogID(high: 0x0123_4567_89ab_cdef, low: 0x0f1e_2d3c_4b5a_6978)), options: log,
            storage: FileStorage())
    }
}

func fail(_ message: String) -> Never {
    write(message + "\n", to: STDERR_FILENO)
    exit(1)
}

/// Without a buffer: the process may end on the spot.
func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
}

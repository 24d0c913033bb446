// Ten thousand processes that each wrote one run to a store and ended: the files that they leave, what is left of them after packing, and how
// long it takes to open the store, to look at it again, and to append for the first time. Timing decides no test.
//
//   CAIRN_ONLY=TrackingStore CAIRN_TESTS= CAIRN_BENCHMARKS=1 swift build -c release --product packs-benchmark
//   packs-benchmark [processes] [directory]

import Foundation
import LogCheckpoints
import Logging
import SegmentLog
import TrackingEvents
import TrackingStore

let arguments = CommandLine.arguments
let count = arguments.count > 1 ? Int(arguments[1])! : 10_000
let path = arguments.count > 2 ? arguments[2] : NSTemporaryDirectory() + "packs-benchmark-\(getpid())"
defer { try? FileManager.default.removeItem(atPath: path) }

let logger = Logger(label: "benchmark", factory: { _ in SwiftLogNoOpLogHandler() })
let origin = CommandOrigin(actor: Actor(name: "me"), agent: Agent(client: "benchmark/1", host: "here", processID: 1))

func open(_ access: StoreAccess) throws -> StoreDirectory {
    try StoreDirectory.open(at: path, access: access, createIfMissing: access == .readWrite, logger: logger)
}

func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let duration = try ContinuousClock().measure(body)
    return Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) / 1e15
}

func text(_ value: Double) -> String { String(format: "%.1f", value) }

/// Files and bytes below the store's directory.
func show(_ title: String) {
    var (files, bytes, blocks) = (0, 0, 0)
    for name in FileManager.default.subpaths(atPath: path) ?? [] {
        var status = stat()
        guard lstat(path + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
        files += 1
        bytes += Int(status.st_size)
        blocks += Int(status.st_blocks) * 512
    }
    print("\(title): \(files) files, \(bytes / 1024) KiB in them, \(blocks / 1024) KiB on disk")
}

/// Opens, looks twice, appends; the store's own way.
func measure(_ title: String, rounds: Int, appends: Bool) throws {
    var openings: [Double] = []
    var looks: [Double] = []
    for _ in 0..<rounds {
        var store: StoreDirectory?
        var logs = 0
        openings.append(
            try milliseconds {
                store = try open(.readWrite)
                logs = try store!.extents().count
            })
        precondition(logs >= count, "\(logs) logs are there")
        looks.append(try milliseconds { _ = try store!.extents() })
        try store!.close()
    }
    openings.sort()
    looks.sort()
    print(
        "\(title): opens in \(text(openings[rounds / 2])) ms (best \(text(openings[0])), worst \(text(openings[rounds - 1]))); a look \(text(looks[rounds / 2])) ms"
    )
    guard appends else { return }
    let store = try open(.readWrite)
    let facts = NoFacts()
    let commands = CommandHandler(store: store, facts: facts)
    let first = try milliseconds {
        try commands.createExperiment(name: "first", artifactLocation: nil, tags: [], by: origin).ticket?.wait()
    }
    print("\(title): opening and first durable append of a process: append \(text(first)) ms")
    try store.close()
}

let store = try open(.readWrite)
let id = store.id
try store.close()
let key = try StoreKey.load(from: path + "/key")
let writing = try milliseconds { try OneRunLogs(path: path, store: id, key: key).write(count) }
print("\(count) logs of one run each were written in \(text(writing / 1000)) s")
show("before packing")
try measure("before packing", rounds: 3, appends: false)
let packer = try open(.readWrite)
let maintenance = try packer.maintenance(.whole)
var total = StoreMaintenance.Outcome()
let packing = try milliseconds {
    repeat { total.add(try maintenance.step()!) } while total.remains
}
try packer.close()
print("\(total.packedLogCount) logs were packed in \(text(packing / 1000)) s into \(total.packCount) packs")
show("after packing")
try measure("after packing", rounds: 21, appends: true)
try FileManager.default.removeItem(atPath: path + "/heads")
print("without `heads`, opened for reading: \(text(try milliseconds { _ = try open(.readOnly).extents() })) ms")
let verification = try milliseconds {
    let report = try StoreVerification.run(on: try open(.readOnly))
    precondition(report.isIntact && report.logCount >= count, "\(report.findings)")
}
print("verified in \(text(verification / 1000)) s")

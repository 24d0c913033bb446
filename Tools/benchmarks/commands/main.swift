// The cost of commands and of their fold, without HTTP: CPU time per operation, of the calling thread and of the whole process.
//
//   CAIRN_BENCHMARKS=1 swift build -c release --product commands-benchmark
//   commands-benchmark log-metric|create-run|log-batch|register|rebuild [operations]

import CairnCore
import Foundation
import SegmentLog
import TrackingEvents
import TrackingStore

/// CPU seconds of a clock: CLOCK_THREAD_CPUTIME_ID or CLOCK_PROCESS_CPUTIME_ID.
func cpuSeconds(_ clock: clockid_t) -> Double {
    var now = timespec()
    clock_gettime(clock, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

let arguments = CommandLine.arguments
let scenario = arguments.count > 1 ? arguments[1] : "log-metric"
let count = arguments.count > 2 ? Int(arguments[2])! : 20_000
let seriesCount = Int(ProcessInfo.processInfo.environment["SERIES"] ?? "10")!
let path = NSTemporaryDirectory() + "commands-benchmark-\(getpid())"
defer { try? FileManager.default.removeItem(atPath: path) }

let store = try CairnStore.open(
    at: path, StoreOptions(access: .readWrite, createIfMissing: true, keepsFolding: true, agent: "benchmark"))
let commands = store.commands
let origin = store.localOrigin()

/// Eight operations, then a wait for the last: what eight connections of a server do.
func run(_ name: String, _ count: Int, of units: Int = 1, _ operation: (Int) throws -> Committed<Void>) throws {
    let (thread, process, start) = (
        cpuSeconds(CLOCK_THREAD_CPUTIME_ID), cpuSeconds(CLOCK_PROCESS_CPUTIME_ID), ContinuousClock.now
    )
    var deciding = 0.0
    for index in 0..<count {
        let before = cpuSeconds(CLOCK_THREAD_CPUTIME_ID)
        let made = try operation(index)
        deciding += cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - before
        if index % 8 == 7 || index == count - 1 { try made.ticket?.wait() }
    }
    let acknowledged = ContinuousClock.now - start
    let threadEnd = cpuSeconds(CLOCK_THREAD_CPUTIME_ID)
    try store.waitUntilReadable()
    let total = ContinuousClock.now - start
    let micro = { (seconds: Double) in String(format: "%.1f", seconds * 1e6 / Double(count)) }
    let seconds = { (duration: Duration) in Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18 }
    print(
        name, "µs per operation: decided", micro(deciding), "thread", micro(threadEnd - thread), "process with fold",
        micro(cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - process), "| units/s acknowledged",
        Int(Double(count * units) / seconds(acknowledged)), "folded", Int(Double(count * units) / seconds(total)))
}

func newRun() throws -> RunID {
    try commands.createRun(experiment: .default, name: nil, userID: "me", startTime: 1, tags: [], by: origin).value.id
}

func points(_ count: Int, series: Int, at step: Int) -> MetricColumns {
    var columns = MetricColumns()
    let indices = (0..<series).map { columns.seriesIndex(for: MetricSeries(key: "metric\($0)")) }
    for index in 0..<count {
        columns.append(
            MetricPoint(value: Double(index) * 0.37, timestamp: Int64(1_700_000_000_000 + step), step: Int64(step + index / series)),
            seriesIndex: indices[index % series])
    }
    return columns
}

let runs = try (0..<8).map { _ in try newRun() }
try store.waitUntilReadable()
switch scenario {
case "log-metric":
    try run(scenario, count) { index in
        let metrics = points(1, series: 1, at: index)
        return try commands.logData(run: runs[index % 8], metrics: metrics, params: [], tags: [], by: origin)
    }
case "create-run":
    let params = (0..<20).map { Tag(key: "param\($0)", value: "value \($0 * 7919 % 1000)") }
    let tags = (0..<5).map { Tag(key: "tag\($0)", value: "value \($0)") }
    try run(scenario, count) { index in
        let made = try commands.createRun(
            experiment: .default, name: "run \(index)", userID: "me", startTime: Int64(index), tags: tags, by: origin)
        return try commands.logData(run: made.value.id, metrics: MetricColumns(), params: params, tags: [], by: origin)
    }
case "log-batch", "rebuild":
    try run(scenario, count, of: 1_000) { index in
        let metrics = points(1_000, series: seriesCount, at: index * 100)
        return try commands.logData(run: runs[index % 8], metrics: metrics, params: [], tags: [], by: origin)
    }
    if scenario == "rebuild" {
        let (start, process) = (ContinuousClock.now, cpuSeconds(CLOCK_PROCESS_CPUTIME_ID))
        try store.rebuildViews()
        print("rebuild", ContinuousClock.now - start, "CPU seconds", cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - process)
    }
case "register":
    _ = try commands.createRegisteredModel(name: "m", description: nil, tags: [], by: origin)
    try run(scenario, count) { index in
        try commands.createVersion(
            of: "m", source: .tree(path: "0/a/artifacts/model"), storage: nil, run: runs[0], loggedModel: nil, runLink: "",
            description: "", tags: [], by: origin
        ).map { _ in }
    }
default: print("unknown scenario", scenario)
}
try store.close()

import BlockCodec
package import SegmentLog

extension LogOptions {
    /// Small segments and blocks, so that a short workload meets every edge.
    package static func small(segment: Int = 1500, block: Int = 200, _ change: (inout LogOptions) -> Void = { _ in }) -> LogOptions {
        var options = LogOptions(label: [7])
        options.segmentByteCountTarget = segment
        options.blockByteCountTarget = block
        options.keptMillisecondsMax = 100
        change(&options)
        return options
    }
}

extension SimulatedLog {
    package init(_ directory: String = "log", _ number: UInt64 = 1, _ options: LogOptions = .small()) {
        self.init(directory: directory, identity: .random(LogID(high: 0x0123_4567_89ab_cdef, low: number)), options: options)
    }
}

extension Workload {
    /// All of them, the quickest to find most things first.
    package static let all: [Workload] = [
        roll, rewriting, largeBatches, groups, kept, reopening, twoLogs, twoWriters, aligned, paged, unhashed, signed, wide,
    ]

    static let roll = Workload(
        name: "roll", summary: "segments fill and are sealed, batches over several blocks, close and reopen", logs: [SimulatedLog()],
        lives: [
            { session in
                let writer = try session.open()
                for count in [1, 1, 7, 2, 1, 12, 1, 3] { try session.append(writer, count: count) }
                try session.close(writer)
            },
            { session in
                let writer = try session.open()
                for count in [2, 5] { try session.append(writer, count: count) }
            },
        ])

    static let largeBatches = Workload(
        name: "large-batches", summary: "batches over many sectors and blocks",
        logs: [SimulatedLog("log", 2, .small(segment: 6000, block: 700))],
        lives: [
            { session in
                let writer = try session.open()
                for count in [3, 30, 1, 24, 18] { try session.append(writer, count: count, bodyByteCount: 150) }
            },
            { session in
                let writer = try session.open()
                try session.append(writer, count: 40, bodyByteCount: 100)
                try session.close(writer)
            },
        ])

    static let groups = Workload(
        name: "groups", summary: "several batches share one commit, one waits for the other", logs: [SimulatedLog("log", 3)],
        lives: [
            { session in
                let writer = try session.open()
                for round in 0..<4 {
                    let first = try session.submit(writer, count: 2)
                    let second = try session.submit(writer, count: 5 + 4 * round)
                    let third = try session.submit(writer, count: 1)
                    try session.wait(second)
                    let fourth = try session.submit(writer, count: 3)
                    try session.wait(third)
                    try session.wait(first)
                    try session.wait(fourth)
                }
                _ = try session.submit(writer, count: 4)
                try session.close(writer)
            }
        ])

    static let kept = Workload(
        name: "kept", summary: "records that survive the process before they survive a power cut", logs: [SimulatedLog("log", 4)],
        lives: [
            { session in
                let writer = try session.open()
                for count in [1, 4, 2] { try session.append(writer, count: count, durability: .kept) }
                try session.append(writer, count: 2)
                for count in [9, 1, 1] { try session.append(writer, count: count, durability: .kept) }
            },
            { session in
                let writer = try session.open()
                try session.append(writer, count: 3, durability: .kept)
                try session.close(writer)
            },
            { session in
                let writer = try session.open()
                for count in [2, 2, 8] { try session.append(writer, count: count, durability: .kept) }
            },
        ])

    static let reopening = Workload(
        name: "reopening", summary: "one process after the other dies, with a record each or none", logs: [SimulatedLog("log", 5)],
        lives: (0..<7).map { number in
            { session in
                let writer = number == 0 || number == 5 ? try session.openAtOnce() : try session.open()
                if number == 3 { return }
                try session.append(writer, count: 1 + number)
                if number % 2 == 1 { try session.append(writer, count: 2, durability: .kept) }
                if number == 4 { try session.close(writer) }
            }
        })
}

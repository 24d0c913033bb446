// What `Tools/benchmarks/log` measures of SegmentLog: one mode a process, one line of JSON.
//
//   CAIRN_BENCHMARKS=1 CAIRN_ONLY=SegmentLog swift build -c release --product log-benchmark
//   log-benchmark durable|kept|read|recover|cut-footers|rewrite --directory D --records FILE …

import SegmentLog

let options = BenchmarkOptions(CommandLine.arguments)
switch options.mode {
case "durable": try await DurableAppends(options).run()
case "kept": try KeptAppends(options).run()
case "read": try SequentialRead(options).run()
case "recover": try Recoveries(options).run()
case "cut-footers": try Recoveries(options).cutFooters()
case "rewrite": try Rewriting(options).run()
default: fail("unknown mode \(options.mode)")
}

import Foundation
import LogSimulation

let options = CrashStatesOptions(CommandLine.arguments)
let run = CrashStatesRun(options)
exit(options.state.map { run.replay($0) } ?? run.run() ? 0 : 1)

import Foundation
import LogSimulation

let options = CrashStatesOptions(CommandLine.arguments)
exit(CrashStatesRun(options).run() ? 0 : 1)

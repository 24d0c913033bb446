import Foundation

/// What the command line asks for.
struct CrashStatesOptions {
    var workload: String?
    var state: String?
    var seed: UInt64 = 1
    /// Ends at the first violation, without a word about the rest: for planted bugs.
    var isBrief = false

    static let usage = """
        Enumerates what crashes, failing calls and flipped bits can do to a log, and checks that nothing acknowledged is lost.

          crash-states [--seed N]                    everything
          crash-states --workload NAME [--state S]     one workload, or one crash of it with all that led to it
          crash-states --brief                         ends at the first violation
        """

    init(_ arguments: [String]) {
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            switch argument {
            case "--workload": workload = rest.popFirst()
            case "--state": state = rest.popFirst()
            case "--seed": seed = rest.popFirst().flatMap { UInt64($0) } ?? 1
            case "--brief": isBrief = true
            default:
                print(Self.usage)
                exit(argument == "--help" ? 0 : 64)
            }
        }
    }
}

import ArgumentParser
import CairnCore
import Foundation
import MLflowAPI
import SegmentLog
import TrackingStore

/// The end of the process after an error.
enum CommandExit {
    static func end(with error: any Error, as command: any ParsableCommand.Type) -> Never {
        if let failure = failure(for: error) {
            StandardError.write("cairn: \(failure.message)\n")
            Foundation.exit(failure.code.rawValue)
        }
        // Usage errors, --help and --version: ArgumentParser words them, and its code for wrong usage is 64 as well.
        command.exit(withError: error)
    }

    /// What each kind of error means to whoever typed the command; nil for those of the argument parser.
    private static func failure(for error: any Error) -> CommandFailure? {
        switch error {
        case let failure as CommandFailure: failure
        case let error as StoreError: CommandFailure(error.code == .damaged ? .negative : .environment, error.message)
        case let error as LogError: CommandFailure(isAnswer(error.code) ? .negative : .environment, error.description)
        case let error as APIError: CommandFailure(.negative, error.message)
        case let error as CommandError: CommandFailure(.negative, APIError(error).message)
        case let error as NotFound: CommandFailure(.negative, error.message)
        case is ValidationError, is ExitCode, is CleanExit: nil
        default: isFromParser(error) ? nil : CommandFailure(.environment, "\(error)")
        }
    }

    /// Whether it is the log that says no, and not the environment.
    private static func isAnswer(_ code: LogError.Code) -> Bool { [.damaged, .noTree, .notDeliverable].contains(code) }

    /// ArgumentParser's own errors are internal types; they are told by their module.
    private static func isFromParser(_ error: any Error) -> Bool {
        String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }
}

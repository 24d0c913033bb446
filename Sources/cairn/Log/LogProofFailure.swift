import Foundation
import LogCheckpoints
import SegmentLog

/// What the errors of checkpoints and proofs mean to whoever typed a command.
enum LogProofFailure {
    /// - Parameter subject: what the bytes are that may be malformed.
    static func explaining<Result>(_ subject: String? = nil, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as NoteDecodingError {
            throw CommandFailure(.negative, "\(subject.map { "\($0), " } ?? "")\(error)")
        } catch let error as KeptCheckpointError {
            throw failure(error)
        } catch let error as CheckpointSigningError {
            throw failure(error)
        } catch let error as StoreKeyError {
            throw CommandFailure(.environment, "\(error)")
        } catch let error as RecordProofError {
            throw CommandFailure(.negative, "\(error)")
        }
    }

    private static func failure(_ error: KeptCheckpointError) -> any Error {
        switch error {
        case .storage(let error): error
        case .notSigned(let error): failure(error)
        case .busy: CommandFailure(.environment, "\(error)")
        default: CommandFailure(.negative, "\(error)")
        }
    }

    private static func failure(_ error: CheckpointSigningError) -> any Error {
        switch error {
        case .log(let error): error
        case .key: CommandFailure(.environment, "\(error)")
        default: CommandFailure(.negative, "\(error)")
        }
    }

    static func contents(of path: String) throws -> [UInt8] {
        do {
            return try [UInt8](Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandFailure(.environment, "\(path) cannot be read: \(error.localizedDescription)")
        }
    }
}

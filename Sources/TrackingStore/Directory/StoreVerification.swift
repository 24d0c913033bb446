import ContentHashing
import LogPositions
import SegmentLog
import TrackingEvents

/// The outcome of re-hashing a store: every byte of every log and pack, the list of closed logs, and every blob, those that are here and those that events name. Reads only.
package struct StoreVerification: Sendable {
    /// One thing that is wrong.
    package struct Finding: Hashable, Sendable, CustomStringConvertible {
        /// The file, or the directory where one is missing.
        package var path: String
        /// Where in the file, in bytes from its start, as far as that can be told.
        package var byteOffset: UInt64?
        package var message: String

        package var description: String { byteOffset.map { "\(path), byte \($0): \(message)" } ?? "\(path): \(message)" }
    }

    /// How far it has come.
    package struct Progress: Sendable {
        package var checkedByteCount: UInt64
        /// Of logs and blobs, as far as they are known yet; never less than what was checked.
        package var totalByteCount: UInt64
        /// What is being read.
        package var path: String
    }

    package internal(set) var findings: [Finding] = []
    /// What a crash left behind, which is no damage.
    package internal(set) var notes: [String] = []
    package internal(set) var logCount = 0
    package internal(set) var packCount = 0
    package internal(set) var recordCount: UInt64 = 0
    package internal(set) var blobCount = 0
    package internal(set) var byteCount: UInt64 = 0

    package var isIntact: Bool { findings.isEmpty }

    package static func run(
        on store: StoreDirectory, progress: (Progress) -> Void = { _ in }
    ) throws(StoreError) -> StoreVerification {
        try withoutActuallyEscaping(progress) { (progress) throws(StoreError) in
            var run = StoreVerificationRun(store: store, progress: progress)
            try run.checkPacks()
            try run.checkHeads()
            try run.checkLogs()
            try run.checkBlobs()
            return run.outcome
        }
    }
}

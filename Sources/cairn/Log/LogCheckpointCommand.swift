import ArgumentParser
import ContentHashing
import LogCheckpoints
import SegmentLog

struct LogCheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Sign how far a log goes, and what is in it: its size and the root of its Merkle tree.",
        discussion: """
            Prints a signed note (C2SP tlog-checkpoint). Only what is durable is signed. Whoever has kept one notices later when the log was
            rolled back or changed; with --kept this command keeps it itself, and signs nothing for a log that contradicts the one kept before.

            Example:
              cairn log checkpoint cairn-store/logs/0123456789abcdef0123456789abcdef --key cairn-store/key > head.checkpoint
            """)

    @OptionGroup var log: LogDirectoryOptions

    @Option(help: ArgumentHelp("The key file of the log's store.", valueName: "file"))
    var key: String

    @Option(help: ArgumentHelp("A directory of kept checkpoints, made if it is not there.", valueName: "directory"))
    var kept: String?

    func run() throws {
        var tree = try LogTree(try log.reader())
        let signer = CheckpointSigner(try LogProofFailure.explaining { try StoreKey.load(from: key) })
        let checkpoint = try LogProofFailure.explaining {
            guard let kept else { return try signer.sign(&tree) }
            return try KeptCheckpoints(directory: kept, storage: FileStorage()).keepHead(of: &tree, signer: signer).checkpoint
        }
        guard log.json else { return print(String(decoding: checkpoint.bytes, as: UTF8.self), terminator: "") }
        let heads = try tree.segmentHeads()
        try JSONOutput.print(Output(checkpoint, verifierKey: signer.verifierKey(for: tree.logID), segments: heads))
    }

    private struct Output: Encodable {
        struct Segment: Encodable {
            var first: UInt64
            var size: UInt64
            var root: String
            var sealed: Bool
        }
        var log: String
        var origin: String
        var size: UInt64
        var root: String
        var verifierKey: String
        var note: String
        var segments: [Segment]

        init(_ signed: SignedCheckpoint, verifierKey: VerifierKey, segments: [SegmentHead]) {
            log = signed.checkpoint.logID.map { "\($0)" } ?? ""
            origin = signed.checkpoint.origin
            size = signed.checkpoint.size
            root = signed.checkpoint.root.description
            self.verifierKey = verifierKey.description
            note = String(decoding: signed.bytes, as: UTF8.self)
            self.segments = segments.map {
                Segment(first: $0.first.rawValue, size: $0.extent.size, root: $0.extent.root?.description ?? "", sealed: $0.isSealed)
            }
        }
    }
}

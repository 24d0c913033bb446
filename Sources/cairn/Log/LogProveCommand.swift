import ArgumentParser
import Foundation
import LogCheckpoints
import SegmentLog

struct LogProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Prove that a record is in a log, to somebody who does not have the log.",
        discussion: """
            Prints a proof (C2SP tlog-proof): the record's place, the hashes beside its way to the root, and a signed checkpoint with that root,
            either one that was signed before or a new one.

            Example:
              cairn log prove cairn-store/logs/0123456789abcdef0123456789abcdef 7 --key cairn-store/key > 7.tlog-proof
            """)

    @OptionGroup var log: LogDirectoryOptions

    @Argument(help: ArgumentHelp("The record's sequence number.", valueName: "sequence"))
    var sequence: UInt64

    @Option(help: ArgumentHelp("The key file of the log's store: sign the log's head for it.", valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("A checkpoint of the log that was signed before.", valueName: "file"))
    var checkpoint: String?

    func validate() throws {
        guard (key == nil) != (checkpoint == nil) else { throw ValidationError("Give either --key or --checkpoint.") }
    }

    func run() throws {
        var tree = try LogTree(try log.reader())
        let signed = try signedCheckpoint(of: &tree)
        let inclusion = try tree.inclusionProof(of: SequenceNumber(sequence), in: signed.checkpoint.size)
        let proof = RecordProof(inclusion, checkpoint: signed)
        let text = String(decoding: proof.bytes, as: UTF8.self)
        guard log.json else { return print(text, terminator: "") }
        try JSONOutput.print(
            Output(
                log: "\(tree.logID)", sequence: sequence, size: signed.checkpoint.size,
                recordHash: "\(try tree.leaf(at: SequenceNumber(sequence)))", proof: text))
    }

    private func signedCheckpoint(of tree: inout LogTree) throws -> SignedCheckpoint {
        if let key {
            return try LogProofFailure.explaining { try CheckpointSigner(try StoreKey.load(from: key)).sign(&tree) }
        }
        let path = checkpoint ?? ""
        let signed = try LogProofFailure.explaining(path) { try SignedCheckpoint(decoding: try LogProofFailure.contents(of: path)) }
        let head = signed.checkpoint
        guard head.logID == tree.logID else {
            throw CommandFailure(.negative, "\(path) is a checkpoint of \(head.origin), not of this log.")
        }
        guard try tree.root(at: head.size) == head.root else {
            throw CommandFailure(
                .negative, "The log's first \(head.size) records do not have the root that \(path) says: one of the two was changed.")
        }
        return signed
    }

    private struct Output: Encodable {
        var log: String
        var sequence: UInt64
        var size: UInt64
        var recordHash: String
        var proof: String
    }
}

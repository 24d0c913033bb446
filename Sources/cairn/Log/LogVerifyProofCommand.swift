import ArgumentParser
import ContentHashing
import LogCheckpoints

struct LogVerifyProofCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-proof", abstract: "Check a proof that a record is in a log, without the log.",
        discussion: """
            The record is given by its hash (`cairn log dump --bytes` prints it of a copy that you have), or by its head and body in two files. The
            verifier key has to come from somewhere that you trust (`cairn log stat` prints it). Exits with 1 when the proof does not hold.

            Example:
              cairn log verify-proof 7.tlog-proof --record-hash 6e34… --verifier-key cairn/log/0123456789abcdef0123456789abcdef+530d903a+Aeky…
            """)

    @Argument(help: ArgumentHelp("The proof (.tlog-proof).", valueName: "proof"))
    var proof: String

    @Option(help: ArgumentHelp("The log's verifier key: <name>+<key ID>+<key>.", valueName: "key"))
    var verifierKey: String

    @Option(help: ArgumentHelp("SHA-256(0x00 ‖ head ‖ SHA-256(body)), 64 hexadecimal digits.", valueName: "hash"))
    var recordHash: String?

    @Option(help: ArgumentHelp("A file with the record's head.", valueName: "file"))
    var headFile: String?

    @Option(help: ArgumentHelp("A file with the record's body.", valueName: "file"))
    var bodyFile: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (headFile == nil) == (bodyFile == nil), (recordHash == nil) != (headFile == nil) else {
            throw ValidationError("Give either --record-hash, or --head-file and --body-file.")
        }
    }

    func run() throws {
        let key = try LogProofFailure.explaining("the verifier key") { try VerifierKey(verifierKey) }
        let proof = try LogProofFailure.explaining(self.proof) { try RecordProof(decoding: try LogProofFailure.contents(of: self.proof)) }
        let leaf = try leaf()
        try LogProofFailure.explaining { try proof.verify(leaf: leaf, keys: [key]) }
        let head = proof.checkpoint.checkpoint
        if json { return try JSONOutput.print(Output(origin: head.origin, sequence: proof.index, size: head.size, root: "\(head.root)")) }
        print("holds: the record is number \(proof.index) of \(head.origin), which had \(head.size) records")
    }

    private func leaf() throws -> Digest {
        if let recordHash {
            guard let leaf = Digest(recordHash) else { throw ValidationError("A record's hash has 64 hexadecimal digits.") }
            return leaf
        }
        let head = try LogProofFailure.contents(of: headFile ?? "")
        let body = try LogProofFailure.contents(of: bodyFile ?? "")
        return MerkleHash.recordLeaf(head: head.span, bodyHash: SHA256.digest(body))
    }

    private struct Output: Encodable {
        var origin: String
        var sequence: UInt64
        var size: UInt64
        var root: String
    }
}

import ArgumentParser
import CairnCore
import TrackingStore

struct CompactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact", abstract: "Pack the small logs that ended processes have left into few files, and store large ones denser.",
        discussion: """
            Loses and changes nothing: every record keeps its bytes, its hash and its place in history. Logs under 1 MiB move into packs; of larger ones
            the segments that are full are compressed with zlib. A server and writers may be running; a server packs by itself, little by little. Make copies of the store (cp -r) before or after, not meanwhile.

            Exits with 1 and names what is wrong when a damaged log had to stay where it is.

            Example:
              cairn compact --store ./cairn-store
            """)

    @OptionGroup var store: StoreLocation

    func run() throws {
        let (packing, rewriting) = try compaction()
        if store.json { try JSONOutput.print(CompactOutput(packing, rewriting)) } else { show(packing, rewriting) }
        if !packing.refused.isEmpty || !rewriting.refused.isEmpty { throw ExitCode(CommandFailure.Code.negative.rawValue) }
    }

    private func compaction() throws -> (StoreMaintenance.Outcome, StoreMaintenance.Rewriting) {
        let directory = try StoreDirectory.open(
            at: store.path, access: .readWrite, createIfMissing: false, logger: StoreLocation.quietLogger)
        let maintenance = try directory.maintenance(.whole)
        var total = StoreMaintenance.Outcome()
        let packing = ProgressBar("packing")
        defer { packing.finish() }
        repeat {
            let step = try maintenance.step(progress: { packing.update(done: UInt64($0), total: UInt64($1)) })
            guard let outcome = step else { throw isBusy }
            total.add(outcome)
        } while total.remains
        packing.finish()
        let rewriting = ProgressBar("compressing")
        defer { rewriting.finish() }
        guard let rewritten = try maintenance.rewriteLogs(progress: { rewriting.update(done: $0, total: $1) }) else { throw isBusy }
        try directory.close()
        return (total, rewritten)
    }

    private var isBusy: CommandFailure {
        CommandFailure(.environment, "Another process is packing the logs of the store at \(store.path). Let it finish, then try again.")
    }

    private func show(_ outcome: StoreMaintenance.Outcome, _ rewriting: StoreMaintenance.Rewriting) {
        for refused in outcome.refused + rewriting.refused { StandardError.write("damaged, left where it is: \(refused)\n") }
        let size = ByteCountText.of(outcome.packedByteCount)
        print("packed \(outcome.packedLogCount) logs (\(size)); merged \(outcome.mergedPackCount) packs; \(outcome.packCount) packs now")
        guard rewriting.rewrittenSegmentCount > 0 else { return }
        let sizes = "\(ByteCountText.of(rewriting.byteCountBefore)) are \(ByteCountText.of(rewriting.byteCountAfter)) now"
        print("compressed \(rewriting.rewrittenSegmentCount) segments: \(sizes)")
    }
}

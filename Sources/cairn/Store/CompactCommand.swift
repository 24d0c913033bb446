import ArgumentParser
import CairnCore
import TrackingStore

struct CompactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact", abstract: "Pack the small logs that ended processes have left into few files.",
        discussion: """
            Loses and changes nothing: every log keeps its bytes, its hashes and its place in history. A server and writers may be running; a server
            does the same by itself, little by little. Make copies of the store (cp -r) before or after, not meanwhile.

            Exits with 1 and names what is wrong when a damaged log had to stay where it is.

            Example:
              cairn compact --store ./cairn-store
            """)

    @OptionGroup var store: StoreLocation

    func run() throws {
        let outcome = try compaction()
        if store.json { try JSONOutput.print(CompactOutput(outcome)) } else { show(outcome) }
        if !outcome.refused.isEmpty { throw ExitCode(CommandFailure.Code.negative.rawValue) }
    }

    private func compaction() throws -> StoreMaintenance.Outcome {
        let directory = try StoreDirectory.open(
            at: store.path, access: .readWrite, createIfMissing: false, logger: StoreLocation.quietLogger)
        let maintenance = try directory.maintenance(.whole)
        var total = StoreMaintenance.Outcome()
        let bar = ProgressBar("packing")
        defer { bar.finish() }
        repeat {
            guard let outcome = try maintenance.step(progress: { bar.update(done: UInt64($0), total: UInt64($1)) }) else {
                throw CommandFailure(
                    .environment, "Another process is packing the logs of the store at \(store.path). Let it finish, then try again.")
            }
            total.add(outcome)
        } while total.remains
        try directory.close()
        return total
    }

    private func show(_ outcome: StoreMaintenance.Outcome) {
        for refused in outcome.refused { StandardError.write("damaged, left where it is: \(refused)\n") }
        let size = ByteCountText.of(outcome.packedByteCount)
        print("packed \(outcome.packedLogCount) logs (\(size)); merged \(outcome.mergedPackCount) packs; \(outcome.packCount) packs now")
    }
}

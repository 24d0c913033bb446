import ContentHashing
import SegmentLog
import Testing

@testable import LogCheckpoints

/// What is kept of a log, and what a log is told when it comes back different.
struct KeptCheckpointsTests {
    private let storage = FileStorage()

    private func kept(_ directory: String) -> KeptCheckpoints { KeptCheckpoints(directory: directory + "/checkpoints", storage: storage) }

    private func error(_ body: () throws -> Void) -> KeptCheckpointError? {
        do {
            try body()
            return nil
        } catch {
            return error as? KeptCheckpointError
        }
    }

    @Test func theNewestCheckpointIsKept() throws {
        try withDirectory { directory in
            var log = try SampleLog(in: directory)
            let kept = kept(directory)
            #expect(try kept.logs().isEmpty)
            #expect(try kept.checkpoint(of: log.writer.logID, keys: log.keys) == nil)
            var tree = try log.tree()
            #expect(try kept.compare(&tree, keys: log.keys) == .nothingKept)
            let (first, outcome) = try kept.keepHead(of: &tree, signer: log.signer)
            #expect(outcome == .first)
            #expect(try kept.checkpoint(of: log.writer.logID, keys: log.keys) == first)
            #expect(try kept.keepHead(of: &tree, signer: log.signer).outcome == .same)
            try log.append(7)
            try tree.refresh()
            #expect(try kept.compare(&tree, keys: log.keys) == .agrees(kept: first, newRecordCount: 7))
            let (second, advance) = try kept.keepHead(of: &tree, signer: log.signer)
            #expect(advance == .advanced(from: 12) && second.checkpoint.size == 19)
            #expect(try kept.checkpoint(of: log.writer.logID, keys: log.keys) == second)
            #expect(try kept.logs() == [log.writer.logID])
            let names = try #require(try storage.fileNames(in: directory + "/checkpoints"))
            #expect(Set(names) == ["LOCK", "\(log.writer.logID).checkpoint"])
        }
    }

    @Test func aCheckpointFromElsewhereNeedsAProof() throws {
        try withDirectory { directory in
            var log = try SampleLog(in: directory)
            let kept = kept(directory)
            var tree = try log.tree()
            let first = try log.signer.sign(&tree)
            #expect(try kept.keep(first, keys: log.keys) == .first)
            try log.append(5)
            try tree.refresh()
            let second = try log.signer.sign(&tree)
            let proof = try tree.consistencyProof(from: 12, to: 17)
            let unproved = KeptCheckpointError.unproved(kept: first, offered: second)
            #expect(error { try kept.keep(second, keys: log.keys) } == unproved)
            var changed = proof
            changed.path.removeLast()
            #expect(error { try kept.keep(second, keys: log.keys, proof: changed) } == unproved)
            changed = ConsistencyProof(oldSize: 11, size: 17, path: proof.path)
            #expect(error { try kept.keep(second, keys: log.keys, proof: changed) } == unproved)
            #expect(try kept.checkpoint(of: log.writer.logID, keys: log.keys) == first)
            let update = try CheckpointUpdate(decoding: CheckpointUpdate(proof, checkpoint: second).bytes)
            #expect(try kept.keep(update, keys: log.keys) == .advanced(from: 12))
            #expect(try kept.keep(first, keys: log.keys) == .older)
            #expect(try kept.checkpoint(of: log.writer.logID, keys: log.keys) == second)
        }
    }

    @Test func nobodyElsesCheckpointIsKept() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            var tree = try log.tree()
            let signed = try log.signer.sign(&tree)
            let other = CheckpointSigner(try StoreKey.create(at: directory + "/other")).verifierKey(for: log.writer.logID)
            #expect(error { try kept(directory).keep(signed, keys: [other]) } == .notTrusted(.unsigned(names: [signed.checkpoint.origin])))
            #expect(try kept(directory).logs().isEmpty)
        }
    }

    @Test func signaturesOfWitnessesAreAdded() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            let kept = kept(directory)
            var tree = try log.tree()
            let signed = try log.signer.sign(&tree)
            try kept.keep(signed, keys: log.keys)
            let witnessed = try SignedCheckpoint(decoding: signed.bytes + Array("\u{2014} witness.example/w AAAAAQIDBAUG\n".utf8))
            #expect(try kept.keep(witnessed, keys: log.keys) == .same)
            #expect(try kept.checkpoint(of: log.writer.logID, keys: log.keys) == witnessed)
            #expect(try kept.keep(signed, keys: log.keys) == .same)
            #expect(try kept.checkpoint(of: log.writer.logID, keys: log.keys) == witnessed)
        }
    }

    /// One key, one log, one size, two histories.
    @Test func twoHistoriesOfOneSizeAreAForkAndBothAreKept() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            let kept = kept(directory)
            var tree = try log.tree()
            let honest = try log.signer.sign(&tree)
            try kept.keep(honest, keys: log.keys)
            let lie = try SignedCheckpoint(
                signing: Checkpoint(log: log.writer.logID, size: 12, root: SHA256.digest([1])), with: log.key)
            for _ in 0..<2 { #expect(error { try kept.keep(lie, keys: log.keys) } == .fork(kept: honest, other: lie)) }
            #expect(try kept.checkpoint(of: log.writer.logID, keys: log.keys) == honest)
            let names = try #require(try storage.fileNames(in: directory + "/checkpoints")).filter { $0.contains(".fork-") }
            #expect(names.count == 1)
            let evidence = try #require(try storage.openFile(directory + "/checkpoints/" + names[0], for: .reading))
            #expect(try evidence.read(at: 0, byteCount: 10_000) == lie.bytes)
        }
    }

    /// A backup was put back, and the writer went on from there.
    @Test func aLogThatWasRolledBackAndWrittenAgainIsReportedWithBoth() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory, batches: [40])
            try log.writer.close()
            let kept = kept(directory)
            var tree = try log.tree()
            let before = try kept.keepHead(of: &tree, signer: log.signer).checkpoint
            try copy(log.path, to: directory + "/backup", storage)
            let writer = try LogWriter.reopen(in: log.path, options: LogOptions(), storage: storage)
            try writer.append((0..<9).map(SampleLog.record))
            try writer.close()
            tree = try log.tree()
            let kept49 = try kept.keepHead(of: &tree, signer: log.signer).checkpoint
            #expect(kept49.checkpoint.size == 49 && before.checkpoint.size == 40)

            let other = try LogWriter.reopen(in: directory + "/backup", options: LogOptions(), storage: storage)
            var shorter = try LogTree(LogReader(directory: directory + "/backup", storage: storage))
            let lag = LogExtent(size: 40, root: log.root(40))
            #expect(try kept.compare(&shorter, keys: log.keys) == .tailMissing(kept: kept49, log: lag, isProved: false))
            let proof = try tree.consistencyProof(from: 40, to: 49)
            #expect(try kept.compare(&shorter, keys: log.keys, proof: proof) == .tailMissing(kept: kept49, log: lag, isProved: true))
            #expect(
                error { _ = try kept.keepHead(of: &shorter, signer: log.signer) }
                    == .refused(.tailMissing(kept: kept49, log: lag, isProved: false)))

            try other.append((100..<120).map(SampleLog.record))
            try other.close()
            try shorter.refresh()
            let here = LogExtent(size: 49, root: try shorter.root(at: 49))
            let verdict = CheckpointComparison.contradicts(kept: kept49, log: here)
            #expect(try kept.compare(&shorter, keys: log.keys) == verdict)
            #expect(error { _ = try kept.keepHead(of: &shorter, signer: log.signer) } == .refused(verdict))
            #expect(try kept.checkpoint(of: log.writer.logID, keys: log.keys) == kept49)
        }
    }

    @Test func everyFlippedBitOfAKeptCheckpointIsNamed() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            let kept = kept(directory)
            var tree = try log.tree()
            let signed = try kept.keepHead(of: &tree, signer: log.signer).checkpoint
            let path = "\(directory)/checkpoints/\(log.writer.logID).checkpoint"
            let file = try #require(try storage.openFile(path, for: .readingAndWriting))
            for bit in 0..<(8 * signed.bytes.count) {
                let byte = signed.bytes[bit / 8]
                try file.write([byte ^ 1 << UInt8(bit % 8)], at: UInt64(bit / 8))
                guard case .damaged(path, _, _) = error({ _ = try kept.checkpoint(of: log.writer.logID, keys: log.keys) }) else {
                    Issue.record("bit \(bit) was not noticed")
                    return
                }
                try file.write([byte], at: UInt64(bit / 8))
            }
            #expect(try kept.checkpoint(of: log.writer.logID, keys: log.keys) == signed)
        }
    }

    @Test func anotherLogsCheckpointUnderThisLogsNameIsDamage() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            let kept = kept(directory)
            var tree = try log.tree()
            try kept.keepHead(of: &tree, signer: log.signer)
            let other = LogID(high: 1, low: 2)
            try storage.rename(
                "\(directory)/checkpoints/\(log.writer.logID).checkpoint", to: "\(directory)/checkpoints/\(other).checkpoint")
            guard case .damaged = error({ _ = try kept.checkpoint(of: other, keys: log.keys) }) else {
                Issue.record("it was taken for another log's")
                return
            }
        }
    }

    /// The bytes are synced before they get the name, and the name before `keep` returns.
    @Test func aCheckpointIsDurableWhenKeepReturns() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            let traced = TracedStorage()
            var tree = try log.tree()
            try KeptCheckpoints(directory: directory + "/checkpoints", storage: traced).keepHead(of: &tree, signer: log.signer)
            let name = "\(log.writer.logID).checkpoint.tmp"
            #expect(
                traced.calls == [
                    "createDirectory checkpoints", "lock LOCK", "removeFile \(name)", "createFile \(name)", "write \(name)",
                    "synchronizeData \(name)", "rename \(name)", "synchronizeDirectory checkpoints",
                ])
        }
    }

    /// Whichever call fails, the old checkpoint or the new one is there, whole; and the next try succeeds.
    @Test func aFailedCallLeavesTheOldCheckpointOrTheNew() throws {
        try withDirectory { directory in
            var log = try SampleLog(in: directory)
            let kept = kept(directory)
            var tree = try log.tree()
            var failures = 0
            try kept.keepHead(of: &tree, signer: log.signer)
            for call in 0... {
                let old = try #require(try kept.checkpoint(of: log.writer.logID, keys: log.keys))
                try log.append(1)
                try tree.refresh()
                let new = try log.signer.sign(&tree)
                let proof = try tree.consistencyProof(from: old.checkpoint.size, to: tree.size)
                let traced = TracedStorage(failing: call)
                let failing = KeptCheckpoints(directory: directory + "/checkpoints", storage: traced)
                let failure = error { try failing.keep(new, keys: log.keys, proof: proof) }
                let found = try #require(try kept.checkpoint(of: log.writer.logID, keys: log.keys))
                guard failure != nil else {
                    #expect(found == new)
                    break
                }
                failures += 1
                #expect(found == old || found == new)
                #expect(found == old || call == traced.calls.count - 1 && traced.calls.last?.hasPrefix("synchronizeDirectory") == true)
            }
            #expect(failures == 8)
        }
    }

    @Test func oneProcessKeepsAtATime() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            var tree = try log.tree()
            let signed = try log.signer.sign(&tree)
            try kept(directory).keep(signed, keys: log.keys)
            let lock = try #require(try storage.lock(directory + "/checkpoints/LOCK"))
            #expect(error { try kept(directory).keep(signed, keys: log.keys) } == .busy(path: directory + "/checkpoints/LOCK"))
            lock.release()
            #expect(try kept(directory).keep(signed, keys: log.keys) == .same)
        }
    }
}

/// Copies the files of a directory.
private func copy(_ source: String, to target: String, _ storage: FileStorage) throws {
    try storage.createDirectory(target)
    for name in try storage.fileNames(in: source) ?? [] {
        guard let file = try storage.openFile(source + "/" + name, for: .reading) else { continue }
        try storage.createFile(target + "/" + name).write(try file.read(at: 0, byteCount: Int(try file.byteCount())), at: 0)
    }
}

import ContentHashing
import SegmentLog
import Testing

@testable import LogCheckpoints

/// Checkpoint texts, what is signed and what is not, and proofs of records.
struct CheckpointTests {
    private static let log = LogID(high: 0x0123_4567_89ab_cdef, low: 0x0f1e_2d3c_4b5a_6978)
    private static let rootText = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

    @Test func theTextIsThatOfTheSpecification() throws {
        let text = "example.com/behind-the-sofa\n20852163\n\(Self.rootText)\n"
        let checkpoint = try Checkpoint(decoding: Array(text.utf8))
        #expect(checkpoint.origin == "example.com/behind-the-sofa" && checkpoint.size == 20_852_163)
        #expect(Base64.text(of: checkpoint.root.bytes) == Self.rootText)
        #expect(checkpoint.logID == nil && checkpoint.extensionLines.isEmpty)
        #expect(checkpoint.text == text)
    }

    @Test func theOriginNamesTheLog() throws {
        let checkpoint = Checkpoint(log: Self.log, size: 7, root: .zero)
        #expect(checkpoint.origin == "cairn/log/0123456789abcdef0f1e2d3c4b5a6978")
        #expect(checkpoint.logID == Self.log)
        #expect(try Checkpoint(decoding: Array(checkpoint.text.utf8)) == checkpoint)
        for origin in [
            "cairn/log/0123456789ABCDEF0f1e2d3c4b5a6978", "cairn/log/", "cairn/log/01", "Cairn/log/0123456789abcdef0f1e2d3c4b5a6978",
        ] {
            var other = checkpoint
            other.origin = origin
            #expect(other.logID == nil, "\(origin)")
        }
    }

    @Test func extensionLinesAreKept() throws {
        let text = "o\n0\n\(Self.rootText)\nmore 1\nà la carte\n"
        let checkpoint = try Checkpoint(decoding: Array(text.utf8))
        #expect(checkpoint.extensionLines == ["more 1", "à la carte"])
        #expect(checkpoint.text == text)
    }

    @Test(arguments: [
        "", "o", "o\n", "o\n1\n", "o\n1\nAAAA\n", "\n1\n\(rootText)\n", "o\n01\n\(rootText)\n", "o\n00\n\(rootText)\n",
        "o\n-1\n\(rootText)\n",
        "o\n+1\n\(rootText)\n", "o\n\n\(rootText)\n", "o\n18446744073709551616\n\(rootText)\n", "o\n99999999999999999999999\n\(rootText)\n",
        "o\n1 \n\(rootText)\n", "o\n1\n\(rootText)", "o\n1\n\(rootText)\n\n", "o\n1\n\(rootText)\nx", "o\n1\n\(rootText)=\n",
        "o\n1\n \(rootText)\n",
        "o\n1\n\(rootText)\nx\u{1}\n", "o\r\n1\n\(rootText)\n", "o\n\u{661}\n\(rootText)\n",
    ])
    func malformedTextsAreRefused(_ text: String) {
        #expect(throws: NoteDecodingError.self) { try Checkpoint(decoding: Array(text.utf8)) }
    }

    @Test func theLargestSizeIsRead() throws {
        #expect(try Checkpoint(decoding: Array("o\n18446744073709551615\n\(Self.rootText)\n".utf8)).size == .max)
        #expect(try Checkpoint(decoding: Array("o\n0\n\(Self.rootText)\n".utf8)).size == 0)
    }

    @Test func aSignedHeadIsVerifiedWithTheLogsOwnKey() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            var tree = try log.tree()
            let signed = try log.signer.sign(&tree)
            #expect(signed.checkpoint.extent == LogExtent(size: 12, root: log.root(12)))
            #expect(signed.checkpoint.logID == log.writer.logID)
            let key = try VerifierKey(of: tree.firstHeader)
            #expect([key] == log.keys)
            #expect(try SignedCheckpoint(decoding: signed.bytes).verify([key]) == [key])
            #expect(signed.note.signatures.map(\.name) == [signed.checkpoint.origin])
        }
    }

    /// What is only submitted or kept is not signed; the reader of another process sees no watermark over it.
    @Test func whatIsNotDurableIsNotSigned() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            var tree = try log.tree()
            #expect(throws: CheckpointSigningError.notDurable(size: 13, durable: 12)) { try log.signer.sign(&tree, at: 13) }
            let submission = try log.writer.submit([SampleLog.record(12)])
            try tree.refresh()
            #expect(throws: CheckpointSigningError.notDurable(size: 13, durable: 12)) { try log.signer.sign(&tree, at: 13) }
            #expect(try log.signer.sign(&tree).checkpoint.size == 12)
            try submission.ticket.wait()
            try tree.refresh()
            #expect(try log.signer.sign(&tree).checkpoint.size == 13)
        }
    }

    @Test func onlyBatchEndsAreSigned() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory, batches: [3, 4, 5])
            try log.writer.close()
            var tree = try log.tree()
            for size in 0...UInt64(12) {
                if [0, 3, 7, 12].contains(size) {
                    #expect(try log.signer.sign(&tree, at: size).checkpoint.root == log.root(Int(size)))
                } else {
                    #expect(throws: CheckpointSigningError.notABatchEnd(size: size)) { try log.signer.sign(&tree, at: size) }
                }
            }
        }
    }

    @Test func aLogIsSignedWithItsOwnKeyOnly() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            var tree = try log.tree()
            let other = CheckpointSigner(try StoreKey.create(at: directory + "/other"))
            #expect(throws: CheckpointSigningError.anotherKey(.anotherKey)) { try other.sign(&tree) }
        }
    }

    /// A key signs for the log in its name: a store's key on another log's checkpoint is not enough.
    @Test func anotherLogsKeyDoesNotVouchForALog() throws {
        try withDirectory { directory in
            let key = try StoreKey.create(at: directory + "/key")
            let checkpoint = Checkpoint(log: Self.log, size: 1, root: .zero)
            let witness = try #require(VerifierKey(name: "witness.example", publicKey: key.publicKey))
            let note = try SignedNote(signing: checkpoint.text, with: key, named: "witness.example")
            let signed = try SignedCheckpoint(decoding: note.bytes)
            #expect(try signed.note.verify([witness]) == [witness])
            #expect(throws: NoteVerificationError.unsigned(names: ["witness.example"])) { try signed.verify([witness]) }
        }
    }

    @Test func everyRecordIsProvedAndNoChangedProofIsAccepted() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory, batches: [3, 4, 6])
            var tree = try log.tree()
            let checkpoint = try log.signer.sign(&tree)
            for index in 0..<13 {
                let inclusion = try tree.inclusionProof(of: SequenceNumber(UInt64(index)), in: 13)
                let proof = RecordProof(inclusion, checkpoint: checkpoint)
                let read = try RecordProof(decoding: proof.bytes)
                #expect(read == proof && read.bytes == proof.bytes)
                try read.verify(leaf: log.leaves[index], keys: log.keys)
                #expect(throws: RecordProofError.notIncluded(index: UInt64(index), size: 13)) {
                    try read.verify(leaf: log.leaves[(index + 1) % 13], keys: log.keys)
                }
                for bit in stride(from: index, to: 8 * proof.bytes.count, by: 5) {
                    var changed = proof.bytes
                    changed[bit / 8] ^= 1 << UInt8(bit % 8)
                    guard let other = try? RecordProof(decoding: changed) else { continue }
                    #expect((try? other.verify(leaf: log.leaves[index], keys: log.keys)) == nil, "bit \(bit)")
                }
            }
        }
    }

    @Test func everyCutProofIsRefused() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            var tree = try log.tree()
            let inclusion = try tree.inclusionProof(of: SequenceNumber(4), in: 12)
            let bytes = RecordProof(inclusion, checkpoint: try log.signer.sign(&tree)).bytes
            for length in 0..<bytes.count { #expect((try? RecordProof(decoding: Array(bytes.prefix(length)))) == nil, "\(length) bytes") }
        }
    }

    @Test func extraDataIsKeptAndVouchedForByNobody() throws {
        try withDirectory { directory in
            let log = try SampleLog(in: directory)
            var tree = try log.tree()
            var proof = RecordProof(try tree.inclusionProof(of: SequenceNumber(0), in: 12), checkpoint: try log.signer.sign(&tree))
            for extra in [[], [1, 2, 3], [UInt8](repeating: 9, count: RecordProof.extraByteCountMax)] as [[UInt8]] {
                proof.extra = extra
                let read = try RecordProof(decoding: proof.bytes)
                #expect(read.extra == extra)
                try read.verify(leaf: log.leaves[0], keys: log.keys)
            }
            proof.extra = [UInt8](repeating: 9, count: RecordProof.extraByteCountMax + 1)
            #expect(throws: NoteDecodingError.self) { try RecordProof(decoding: proof.bytes) }
        }
    }

    @Test func malformedProofsAreRefused() throws {
        let note = "\n\(Checkpoint(log: Self.log, size: 5, root: .zero).text)\n\u{2014} a AAAAAQI=\n"
        let first = "c2sp.org/tlog-proof@v1\n"
        func isRead(_ text: String) -> Bool { (try? RecordProof(decoding: Array(text.utf8))) != nil }
        #expect(isRead(first + "index 0\n" + note))
        #expect(isRead(first + "index 0\n" + String(repeating: Self.rootText + "\n", count: 64) + note))
        #expect(!isRead(first + "index 0\n" + String(repeating: Self.rootText + "\n", count: 65) + note))
        for text in [
            first + note, first + "index\n" + note, first + "index 01\n" + note, first + "index  1\n" + note, first + "Index 1\n" + note,
            first + "index 18446744073709551616\n" + note, first + "extra\nindex 0\n" + note, first + "extra A\nindex 0\n" + note,
            first + "extra AAAA\nextra AAAA\nindex 0\n" + note, first + "index 0\nAAAA\n" + note, first + "index 0\n\n" + note,
            "c2sp.org/tlog-proof@v2\nindex 0\n" + note, first + "index 0\n\n",
        ] {
            #expect(!isRead(text), "\(text)")
        }
    }

    @Test func anUpdateIsThatOfTheSpecification() throws {
        let update = """
            old 20852014
            PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            \u{2014} example.com/behind-the-sofa \
            Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            \u{2014} example.com/behind-the-sofa \
            opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=

            """
        let read = try CheckpointUpdate(decoding: Array(update.utf8))
        #expect(read.proof.oldSize == 20_852_014 && read.proof.size == 20_852_163 && read.path.count == 4)
        #expect(read.bytes == Array(update.utf8))
        for length in 0..<read.bytes.count {
            let cut = Array(read.bytes.prefix(length))
            // The second signature may be missing whole: the note is one without it.
            #expect((try? CheckpointUpdate(decoding: cut)).map { $0.checkpoint.note.signatures.count == 1 } ?? true, "\(length) bytes")
        }
        let (head, tail) = ("old 1\n", "\n" + update.split(separator: "\n\n", maxSplits: 1)[1])
        func isRead(_ text: String) -> Bool { (try? CheckpointUpdate(decoding: Array(text.utf8))) != nil }
        #expect(isRead(head + tail) && isRead("old 0\n" + tail))
        #expect(isRead(head + String(repeating: Self.rootText + "\n", count: 63) + tail))
        #expect(!isRead(head + String(repeating: Self.rootText + "\n", count: 64) + tail))
        for wrong in ["old 01\n", "old\n", "Old 1\n", "old -1\n", "old 1\nAAAA\n", "old 18446744073709551616\n", "index 1\n", ""] {
            #expect(!isRead(wrong + tail), "\(wrong)")
        }
    }
}

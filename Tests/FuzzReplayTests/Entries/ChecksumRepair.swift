import ByteCoding

@testable import SegmentLog

/// Puts right what no fuzzer finds by chance: checksums, and the few fields that are functions of others. What is behind them stays as it is, so that
/// the code behind the checks is reached too.
enum ChecksumRepair {
    /// A whole segment: header, blocks, footer, as far as each begins with its magic.
    static func segment(_ file: [UInt8]) -> [UInt8] {
        var file = file
        guard let (header, checksum) = segmentHeader(&file) else { return file }
        let logChecksum = LogChecksum(header.logID)
        var offset = header.alignment.roundedUp(header.encodedByteCount)
        var previous = checksum
        while holds(BlockHeader.magic, file, at: offset), offset + BlockHeader.byteCount <= file.count {
            let storedByteCount = Int(file.span.littleEndian(UInt32.self, at: offset + 8))
            previous = block(&file, at: offset, storedByteCount: storedByteCount, previous: previous, logChecksum)
            offset += header.alignment.roundedUp(BlockHeader.byteCount + storedByteCount)
        }
        if holds(SegmentFooter.magic, file, at: offset) { footer(&file, at: offset, lastHeaderChecksum: previous, logChecksum) }
        return file
    }

    /// The segment header's checksum, and the identity of a signed log. Nil when it is no valid header even so.
    private static func segmentHeader(_ file: inout [UInt8]) -> (SegmentHeader, UInt32)? {
        guard file.count >= SegmentHeader.fixedByteCount + 4 else { return nil }
        let length = Int(file.span.littleEndian(UInt32.self, at: 12))
        guard (20...min(4096, file.count)).contains(length) else { return nil }
        let originStart = length - 4 - SignedOrigin.byteCount
        if file[10] & 2 != 0, file[32..<40].allSatisfy({ $0 == 0 }), originStart >= SegmentHeader.fixedByteCount {
            let key = Array(file[originStart..<(originStart + 32)])
            let random = Array(file[(originStart + 32)..<(originStart + 64)])
            file.replaceSubrange(16..<32, with: LogIdentity.derivedLogID(publicKey: key, randomBytes: random).bytes)
        }
        let checksum = CRC32C.checksum(file.span.extracting(first: length - 4))
        put(checksum, in: &file, at: length - 4)
        return try? SegmentHeader.decode(file.span.extracting(first: min(file.count, SegmentFile.headerRegionByteCount)))
    }

    /// A block's checksums; its payload's only where the payload is all there. Returns the header's.
    static func block(
        _ file: inout [UInt8], at offset: Int, storedByteCount: Int, previous: UInt32, _ logChecksum: LogChecksum
    ) -> UInt32 {
        let storedAt = offset + BlockHeader.byteCount
        if storedByteCount <= file.count - storedAt {
            let first = SequenceNumber(file.span.littleEndian(UInt64.self, at: offset + 24))
            let checksum = logChecksum.payload(file.span.extracting(storedAt..<(storedAt + storedByteCount)), first: first)
            put(checksum, in: &file, at: offset + 40)
        }
        put(previous, in: &file, at: offset + 44)
        let checksum = logChecksum(file.span.extracting(offset..<(offset + 48)))
        put(checksum, in: &file, at: offset + 48)
        return checksum
    }

    /// Makes the bytes from `offset` to the file's end a footer: magics, lengths, its own offset, checksums. Too few bytes stay as they are.
    static func footer(_ file: inout [UInt8], at offset: Int, lastHeaderChecksum: UInt32, _ logChecksum: LogChecksum) {
        let length = file.count - offset
        guard length >= SegmentFooter.fixedByteCount + SegmentFooter.trailerByteCount else { return }
        file.replaceSubrange(offset..<(offset + 4), with: SegmentFooter.magic)
        put(UInt64(length), in: &file, at: offset + 8)
        put(UInt64(offset), in: &file, at: offset + 16)
        put(lastHeaderChecksum, in: &file, at: offset + 40)
        put(UInt64(length), in: &file, at: file.count - 16)
        let checksum = logChecksum(file.span.extracting(offset..<(file.count - 8)))
        put(checksum, in: &file, at: file.count - 8)
        file.replaceSubrange((file.count - 4)..., with: SegmentFooter.endMagic)
    }

    private static func holds(_ magic: [UInt8], _ file: [UInt8], at offset: Int) -> Bool { file.span.holds(magic, at: offset) }

    static func put<Value: FixedWidthInteger & UnsignedInteger>(_ value: Value, in file: inout [UInt8], at offset: Int) {
        for place in 0..<MemoryLayout<Value>.size { file[offset + place] = UInt8(truncatingIfNeeded: value >> Value(8 * place)) }
    }
}

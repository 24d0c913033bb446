import ByteCoding
import ContentHashing

@testable import SegmentLog

/// A pack: any bytes, or any footer behind real logs, or any bytes between a real header and nothing. The first byte chooses.
///
/// Run as it is, and with header and footer put right. Opening, verifying, and reading every log of it never trap; a pack that verification finds
/// intact gives every record that its footer counts, with the root that the footer says.
enum PacksEntry {
    private static let directory = "log"
    private static let path = directory + "/pack"
    /// A pack of three small logs.
    static let sample = makeSample()
    private static let footerByteCount = Int(sample.span.littleEndian(UInt64.self, at: sample.count - 16))
    static var sampleFooter: [UInt8] { sample.suffix(footerByteCount) }

    static func run(_ bytes: [UInt8]) throws {
        guard let choice = bytes.first else { return }
        var file = Array(bytes.dropFirst())
        var footerStart: Int?
        switch choice % 3 {
        case 0: footerStart = lastFooter(in: file)
        case 1:
            footerStart = sample.count - footerByteCount
            file = sample.dropLast(footerByteCount) + file
        default: file = PackHeader.encoded + file
        }
        try check(file)
        try check(repaired(file, footerStart))
    }

    private static func check(_ file: [UInt8]) throws {
        let storage = MemoryStorage(["pack": file])
        let verified: PackVerification.Report?
        do throws(LogError) {
            verified = try PackVerification.verify(path, storage: storage)
        } catch {
            return try FuzzFinding.unless(error.code == .newerFormat, "an error of another kind: \(error)")
        }
        guard let verified, let pack = try Pack.open(path, storage: storage) else { throw FuzzFinding("the pack is gone") }
        for log in pack.logs {
            try FuzzFinding.unless(pack.log(log.logID) == log, "a log of the pack is not found in it")
            try read(log, of: pack, isIntact: verified.damage.isEmpty)
        }
        guard let footer = footer(of: file)?.encoded else { return }
        try FuzzFinding.unless(footer[...] == file.suffix(footer.count), "the footer encodes otherwise")
    }

    private static func read(_ log: PackedLog, of pack: Pack, isIntact: Bool) throws {
        var frontier = MerkleFrontier()
        do throws(LogError) {
            let reader = try LogReader(directory: pack.directory(of: log.logID), storage: PackedLogStorage(pack))
            try reader.visit(from: .zero) { record in
                frontier.append(record.leaf)
                return .continue
            }
        } catch {
            try FuzzFinding.unless(!isIntact, "verification found nothing, the reader \(pack.located(error))")
        }
        guard isIntact else { return }
        try FuzzFinding.unless(frontier.size == log.recordCount, "\(frontier.size) records are read of \(log.recordCount)")
        try FuzzFinding.unless(log.root == nil || log.root == frontier.root, "the root is not that of the records read")
    }

    private static func footer(of file: [UInt8]) -> PackFooter? {
        guard file.count >= 16,
            let length = PackFooter.byteCount(
                fromTrailer: file.span.extracting(droppingFirst: file.count - 16), fileByteCount: UInt64(file.count))
        else { return nil }
        return PackFooter.decode(file.span.extracting(droppingFirst: file.count - length), endingAt: UInt64(file.count))
    }

    private static func lastFooter(in file: [UInt8]) -> Int? {
        file.indices.reversed().first { file[$0] == PackFooter.magic[0] && file.span.holds(PackFooter.magic, at: $0) }
    }

    /// The file with a right header, and with a footer from `start` on whose magics, lengths and checksum are right.
    private static func repaired(_ file: [UInt8], _ start: Int?) -> [UInt8] {
        var file = file
        if file.count >= PackHeader.byteCount { file.replaceSubrange(0..<PackHeader.byteCount, with: PackHeader.encoded) }
        guard let start, start >= PackHeader.byteCount, file.count - start >= PackFooter.fixedByteCount + PackFooter.trailerByteCount else {
            return file
        }
        file.replaceSubrange(start..<(start + 4), with: PackFooter.magic)
        let length = UInt64(file.count - start)
        ChecksumRepair.put(length, in: &file, at: start + 8)
        ChecksumRepair.put(UInt64(start), in: &file, at: start + 16)
        ChecksumRepair.put(length, in: &file, at: file.count - 16)
        let checksum = CRC32C.checksum(file.span.extracting(start..<(file.count - 8)))
        ChecksumRepair.put(checksum, in: &file, at: file.count - 8)
        file.replaceSubrange((file.count - 4)..., with: PackFooter.endMagic)
        return file
    }

    private static func makeSample() -> [UInt8] {
        do {
            let storage = MemoryStorage()
            let builder = try PackBuilder(in: directory, storage: storage)
            for number in 0..<3 {
                let place = "logs-\(number)"
                var options = SampleLog.options(hashes: number != 1)
                options.segmentByteCountTarget = 600
                let log = try LogWriter.create(
                    in: place, identity: .random(LogID(high: UInt64(number), low: 7)), options: options, storage: storage)
                for first in 0..<(3 * number + 1) { try log.append([SampleLog.record(first), SampleLog.record(first + 100)]) }
                try log.close()
                if let closed = try ClosedLog(directory: place, storage: storage) { try builder.add(closed) }
            }
            let id = try builder.publish()
            return storage.contents[directory + "/" + id.fileName] ?? []
        } catch {
            preconditionFailure("a pack in memory can be made: \(error)")
        }
    }
}

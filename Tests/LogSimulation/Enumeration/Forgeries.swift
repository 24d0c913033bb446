import ByteCoding
package import SegmentLog

/// Changes of a closed log that keep the checksums right: any bit of a header or a footer with its checksum made anew, and with every checksum that
/// follows from it made anew too where no other field would tell; a segment of another log, of another form or of another history of the same log; a
/// block of another history. Verification must name each; recovery must see those of whole segments; and a reader gives nothing that is another's.
package struct Forgeries {
    package private(set) var count = 0
    package private(set) var violations: [Violation] = []

    private let name: String
    private let storage: SimulatedStorage
    private let logID: [UInt8]
    /// One bit of each byte only.
    private let isThin: Bool

    package init(_ variant: (name: String, log: SimulatedLog, isClosed: Bool), stopsAtViolation: Bool = false) throws(LogError) {
        name = variant.name
        isThin = stopsAtViolation
        storage = try Self.closedLog(variant.log, salt: 1)
        logID = try LogReader(directory: "log", storage: storage).logID.bytes
        for path in storage.disk.filePaths where path.hasSuffix(".seg") {
            if stopsAtViolation && !violations.isEmpty { return }
            forgeSegmentHeader(path)
            forgeFooter(path)
            forgeBlockHeaders(path)
            rechain(path)
        }
        try spliceSegments(variant.log)
        if variant.log.options.codec == .none { try spliceBlocks(variant.log) }
    }

    /// A log of a few segments.
    private static func closedLog(_ log: SimulatedLog, salt: UInt8) throws(LogError) -> SimulatedStorage {
        let storage = SimulatedStorage()
        let writer = try LogWriter.create(in: "log", identity: log.identity, options: log.options, storage: storage)
        for count in [7, 1, 4, 1] {
            try writer.append((0..<count).map { LogRecord(head: [UInt8($0), salt], body: [UInt8](repeating: 5, count: 90) + [salt]) })
        }
        try writer.close()
        storage.killProcess()
        return storage
    }

    /// Looks at the log with one file changed.
    private mutating func check(
        _ path: String, _ forged: [UInt8], _ what: String, kind: LogDamage.Kind? = nil, field: UInt64? = nil, byRecovery: Bool = false,
        byReading: Bool = false
    ) {
        let original = storage[path]
        guard forged != original else { return }
        storage[path] = forged
        defer { storage[path] = original }
        count += 1
        let message: String?
        do throws(LogError) {
            let damage = try LogVerification.verify(directory: "log", storage: storage).damage
            let report = byRecovery ? try LogRecovery.recover(directory: "log", storage: storage, mode: .readOnlyReport) : nil
            if !damage.contains(where: { (kind ?? $0.kind) == $0.kind && (field ?? $0.byteOffset) == $0.byteOffset }) {
                message = "verification says \(damage)"
            } else {
                message = report?.damage.isEmpty ?? false ? "recovery sees no damage" : byReading ? try objectionToReading() : nil
            }
        } catch {
            message = error.code == .newerFormat ? nil : "\(error)"
        }
        if let message { violations.append(Violation(state: "\(name):\(path):\(what)", message: message)) }
    }

    private func bits(_ byteCount: Int) -> [Int] { isThin ? (0..<byteCount).map { 9 * $0 - $0 / 8 * 8 } : Array(0..<(8 * byteCount)) }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
    }

    private static func set(_ checksum: UInt32, _ bytes: inout [UInt8], at offset: Int) {
        for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: checksum >> (8 * UInt32(index))) }
    }

    private mutating func forgeSegmentHeader(_ path: String) {
        let bytes = storage[path]
        let end = Self.number(bytes, 12, 4) - 4
        // The signature is checked by whoever has the algorithm.
        let signed = bytes[10] & 2 != 0 && Self.number(bytes, 32, 8) == 0 ? end - 64 : end
        for bit in bits(signed) where !(12..<16).contains(bit / 8) {
            var forged = bytes
            forged[bit / 8] ^= 1 << (bit % 8)
            Self.set(CRC32C.checksum(Array(forged[..<end])), &forged, at: end)
            check(path, forged, "segment header bit \(bit)")
        }
    }

    private mutating func forgeFooter(_ path: String) {
        let bytes = storage[path]
        let length = Self.number(bytes, bytes.count - 16, 8)
        let start = bytes.count - length
        for bit in bits(length - 16) {
            var forged = bytes
            forged[start + bit / 8] ^= 1 << (bit % 8)
            Self.set(CRC32C.checksum(logID + forged[start..<(bytes.count - 8)]), &forged, at: bytes.count - 8)
            check(path, forged, "footer bit \(bit)")
        }
    }

    private mutating func forgeBlockHeaders(_ path: String) {
        let bytes = storage[path]
        for offset in SegmentRegions(bytes, endsAt: 0).blockOffsets {
            for bit in bits(48) {
                var forged = bytes
                forged[offset + bit / 8] ^= 1 << (bit % 8)
                Self.set(CRC32C.checksum(logID + forged[offset..<(offset + 48)]), &forged, at: offset + 48)
                check(path, forged, "block at \(offset), header bit \(bit)")
            }
        }
    }

    /// What only its own check can find: everything that follows from the changed bytes agrees with them.
    private mutating func rechain(_ path: String) {
        let bytes = storage[path]
        let headerEnd = Self.number(bytes, 12, 4) - 4
        let signed = bytes[10] & 2 != 0 && Self.number(bytes, 32, 8) == 0 ? headerEnd - 64 : headerEnd
        for bit in bits(signed) where !(12..<32).contains(bit / 8) {
            var forged = bytes
            forged[bit / 8] ^= 1 << (bit % 8)
            Self.set(CRC32C.checksum(Array(forged[..<headerEnd])), &forged, at: headerEnd)
            rechainBlocks(&forged, like: bytes)
            check(path, forged, "segment header bit \(bit) and what follows from it")
        }
        for offset in SegmentRegions(bytes, endsAt: 0).blockOffsets {
            // Magic number, the flags that have no meaning, the bytes that must be zero.
            for bit in Array(0..<32) + Array(42..<64) {
                var forged = bytes
                forged[offset + bit / 8] ^= 1 << (bit % 8)
                rechainBlocks(&forged, like: bytes)
                check(path, forged, "block at \(offset), header bit \(bit) and what follows from it")
            }
        }
    }

    /// Makes the checksum of each block's header anew, each with that of the one before, and the footer's.
    private func rechainBlocks(_ forged: inout [UInt8], like original: [UInt8]) {
        var checksum = UInt32(Self.number(forged, Self.number(original, 12, 4) - 4, 4))
        for offset in SegmentRegions(original, endsAt: 0).blockOffsets {
            Self.set(checksum, &forged, at: offset + 44)
            checksum = CRC32C.checksum(logID + forged[offset..<(offset + 48)])
            Self.set(checksum, &forged, at: offset + 48)
        }
        Self.set(checksum, &forged, at: forged.count - Self.number(original, original.count - 16, 8) + 40)
        sealFooter(&forged)
    }

    private func sealFooter(_ forged: inout [UInt8]) {
        let start = forged.count - Self.number(forged, forged.count - 16, 8)
        Self.set(CRC32C.checksum(logID + forged[start..<(forged.count - 8)]), &forged, at: forged.count - 8)
    }

    /// Each segment in its turn from a log with another name, from one of another form, and from one of the same name with other records.
    private mutating func spliceSegments(_ log: SimulatedLog) throws(LogError) {
        var (foreign, reformed) = (log, log)
        foreign.identity = .random(LogID(high: 1, low: 99))
        reformed.options.hashesRecords.toggle()
        let (other, form) = (try Self.closedLog(foreign, salt: 1), try Self.closedLog(reformed, salt: 1))
        let fork = try Self.closedLog(log, salt: 2)
        for path in storage.disk.filePaths where path.hasSuffix(".seg") {
            // The damage is told by the field that differs: the log's name, or the flags.
            check(path, other[path], "of another log", field: 16, byRecovery: true, byReading: true)
            if !form[path].isEmpty { check(path, form[path], "of another form", field: 8, byRecovery: true, byReading: true) }
            if log.options.hashesRecords { check(path, fork[path], "of another history", kind: .merkle, byRecovery: true) }
        }
    }

    /// Each block but a segment's first in its turn from the same log with other records: the chain from block to block breaks there.
    private mutating func spliceBlocks(_ log: SimulatedLog) throws(LogError) {
        let fork = try Self.closedLog(log, salt: 2)
        for path in storage.disk.filePaths where path.hasSuffix(".seg") {
            let (bytes, others) = (storage[path], fork[path])
            let offsets = SegmentRegions(bytes, endsAt: 0).blockOffsets
            for (offset, end) in zip(offsets, offsets.dropFirst()).dropFirst() where Self.number(bytes, offset + 20, 4) > 0 {
                var forged = bytes
                forged.replaceSubrange(offset..<end, with: others[offset..<end])
                check(path, forged, "block at \(offset) of another history", byReading: true)
            }
        }
    }

    /// What a reader is given that is not this log's; nil when it is told of the damage before that.
    private func objectionToReading() throws(LogError) -> String? {
        var foreign: String?
        do throws(LogError) {
            try LogReader(directory: "log", storage: storage).visit(from: .zero) { record in
                if record.head[1] != 1 { foreign = "a reader is given record \(record.sequence) of another history" }
                return .continue
            }
        } catch {
            return error.code == .damaged ? foreign : "\(error)"
        }
        return foreign ?? "a reader is told of nothing"
    }
}

import ByteCoding
package import SegmentLog

/// Changes of a closed log that keep the checksums right: any bit of a header or a footer with its checksum made anew, a segment of another log, a
/// segment of another history of the same log. Verification must name each; recovery must see those of whole segments.
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
        }
        if variant.log.options.hashesRecords { try spliceSegments(variant.log) }
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
    private mutating func check(_ path: String, _ forged: [UInt8], _ what: String, kind: LogDamage.Kind? = nil, byRecovery: Bool = false) {
        let original = storage[path]
        guard forged != original else { return }
        storage[path] = forged
        defer { storage[path] = original }
        count += 1
        let message: String?
        do throws(LogError) {
            let damage = try LogVerification.verify(directory: "log", storage: storage).damage
            let report = byRecovery ? try LogRecovery.recover(directory: "log", storage: storage, mode: .readOnlyReport) : nil
            if damage.isEmpty || kind.map({ kind in !damage.contains { $0.kind == kind } }) ?? false {
                message = "verification says \(damage)"
            } else {
                message = report?.damage.isEmpty ?? false ? "recovery sees no damage" : nil
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

    /// Each segment in its turn from a log with another name, and from one of the same name with other records.
    private mutating func spliceSegments(_ log: SimulatedLog) throws(LogError) {
        var foreign = log
        foreign.identity = .random(LogID(high: 1, low: 99))
        let (other, fork) = (try Self.closedLog(foreign, salt: 1), try Self.closedLog(log, salt: 2))
        for path in storage.disk.filePaths where path.hasSuffix(".seg") {
            check(path, other[path], "of another log", byRecovery: true)
            check(path, fork[path], "of another history", kind: .merkle, byRecovery: true)
        }
    }
}

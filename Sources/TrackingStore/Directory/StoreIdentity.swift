import ContentHashing
import TrackingEvents

/// What the file `cairn-store` says: which store this is, and in which format.
///
/// Lines of `name value`; the first is `cairn-store <format version>`, the last `checksum <SHA-256 of the lines before, in hex>`.
struct StoreIdentity: Hashable, Sendable {
    static let formatVersion = 1

    var store: StoreID
    /// Ed25519, 32 bytes.
    var publicKey: Digest
    /// Milliseconds since the Unix epoch.
    var creationTime: Int64

    /// The identity of a store that has this key.
    init(publicKey: [UInt8], creationTime: Int64) {
        self.publicKey = Digest(bytes: publicKey)
        self.creationTime = creationTime
        store = Self.storeID(of: publicKey)
    }

    static func storeID(of publicKey: [UInt8]) -> StoreID {
        StoreID(String(SHA256.digest(publicKey).description.prefix(32)))
    }

    var encoded: [UInt8] {
        let text = """
            cairn-store \(Self.formatVersion)
            store \(store)
            public-key \(publicKey)
            created \(creationTime)

            """
        return Array((text + "checksum \(SHA256.digest(Array(text.utf8)))\n").utf8)
    }
}

extension StoreIdentity {
    /// Reads what `encoded` writes. Throws `newerFormat` for a later version, `damaged` for bytes that are not what was written.
    init(decoding bytes: [UInt8], path: String) throws(StoreError) {
        let text = String(decoding: bytes, as: UTF8.self)
        try Self.checkVersion(text, path: path)
        guard let checksumLine = text.range(ofLastLineBeginning: "checksum ") else { throw Self.damaged(path) }
        let covered = Array(text[..<checksumLine.lowerBound].utf8)
        guard text[checksumLine] == "checksum \(SHA256.digest(covered))\n" else { throw Self.damaged(path) }
        let fields = Self.fields(of: text[..<checksumLine.lowerBound])
        guard let key = fields["public-key"].flatMap({ Digest($0) }), let created = fields["created"].flatMap({ Int64($0) })
        else { throw Self.damaged(path) }
        self.init(publicKey: key.bytes, creationTime: created)
        guard fields["store"].map(String.init) == store.rawValue else { throw Self.damaged(path) }
    }

    private static func checkVersion(_ text: String, path: String) throws(StoreError) {
        let words = text.prefix { $0 != "\n" }.split(separator: " ")
        guard words.count == 2, words[0] == "cairn-store", let version = Int(words[1]) else { throw damaged(path) }
        guard version > formatVersion else {
            if version == formatVersion { return }
            throw damaged(path)
        }
        throw StoreError(
            .newerFormat, path: path,
            message: "The store at \(path) has format \(version); this Cairn reads format \(formatVersion). Use a newer Cairn.")
    }

    private static func fields(of text: Substring) -> [Substring: Substring] {
        var fields: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            if words.count == 2 { fields[words[0]] = words[1] }
        }
        return fields
    }

    private static func damaged(_ path: String) -> StoreError {
        StoreError(
            .damaged, path: path,
            message: "\(path) is damaged: it is not what Cairn wrote. Restore this file from a backup; the logs are not affected.")
    }
}

extension String {
    /// The last line, if it begins with `beginning` and ends the text.
    fileprivate func range(ofLastLineBeginning beginning: String) -> Range<String.Index>? {
        guard hasSuffix("\n") else { return nil }
        let body = dropLast()
        let start = body.lastIndex(of: "\n").map { index(after: $0) } ?? startIndex
        return self[start...].hasPrefix(beginning) ? start..<endIndex : nil
    }
}

import ContentHashing

/// The format of a store's key file, version 1, 108 bytes:
///
/// | bytes | what |
/// |---|---|
/// | 0..<8 | magic: 89 43 4B 45 59 0D 0A 1A |
/// | 8..<12 | format version, little-endian: 1 |
/// | 12..<44 | the private key's seed (RFC 8032) |
/// | 44..<76 | the public key |
/// | 76..<108 | SHA-256 of the bytes before |
///
/// The hash finds damage; it keeps no secret.
enum StoreKeyFile {
    static let seedByteCount = 32
    static let byteCount = 108

    private static let magic: [UInt8] = [0x89, 0x43, 0x4b, 0x45, 0x59, 0x0d, 0x0a, 0x1a]
    private static let version: [UInt8] = [1, 0, 0, 0]

    static func encode(seed: [UInt8], publicKey: [UInt8]) -> [UInt8] {
        let contents = magic + version + seed + publicKey
        return contents + SHA256.digest(contents).bytes
    }

    static func decode(_ contents: [UInt8], path: String) throws(StoreKeyError) -> (seed: [UInt8], publicKey: [UInt8]) {
        guard contents.count >= 12, contents.prefix(8).elementsEqual(magic) else { throw damaged(path, "it is no key file") }
        guard contents.count == byteCount else {
            let length = contents.count > byteCount ? "more than \(byteCount)" : "\(contents.count)"
            throw damaged(path, "it has \(length) bytes where \(byteCount) belong")
        }
        guard SHA256.digest(Array(contents[..<76])).bytes.elementsEqual(contents[76...]) else {
            throw damaged(path, "its checksum is wrong")
        }
        guard contents[8..<12].elementsEqual(version) else {
            throw StoreKeyError(
                code: .newerFormat, path: path, message: "a later version of cairn wrote this key file. Use that version, or a newer one.")
        }
        return (Array(contents[12..<44]), Array(contents[44..<76]))
    }

    static func damaged(_ path: String, _ what: String) -> StoreKeyError {
        StoreKeyError(
            code: .damaged, path: path,
            message: "the store's key file is damaged: \(what). Put back a copy from a backup; the logs stay readable without it.")
    }
}

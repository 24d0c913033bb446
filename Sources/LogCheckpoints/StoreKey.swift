import ContentHashing
import Crypto

/// The Ed25519 key pair (RFC 8032) of a store. Its logs' identities derive from the public key, and what the store vouches for is signed
/// with the private one, which never leaves this type.
///
/// Whoever can read the key's file can speak for the store, and rewrite history that nobody else has seen. File format: `StoreKeyFile`.
package struct StoreKey: Sendable {
    private let privateKey: Curve25519.Signing.PrivateKey
    /// Where the key is kept, for messages.
    private let path: String

    /// 32 bytes.
    package let publicKey: [UInt8]

    /// The length of a public key.
    package static let publicKeyByteCount = 32
    /// The length of a signature.
    package static let signatureByteCount = 64

    /// Makes a key pair and keeps it, durably, in a new file that only its owner may read.
    ///
    /// - Parameter randomness: where the secret comes from; anything but the system's generator belongs in tests.
    /// - Throws: `alreadyExists`, and then nothing was changed; `inputOutput`.
    package static func create(at path: String, using randomness: inout some RandomNumberGenerator) throws(StoreKeyError) -> StoreKey {
        let key = try StoreKey(seed: bytes(count: StoreKeyFile.seedByteCount, from: &randomness), path: path)
        let contents = StoreKeyFile.encode(seed: Array(key.privateKey.rawRepresentation), publicKey: key.publicKey)
        try KeyStorage.create(path, contents: contents, temporarySuffix: String(randomness.next() as UInt64, radix: 16))
        return key
    }

    /// Makes a key pair from the system's generator (getrandom(2)).
    package static func create(at path: String) throws(StoreKeyError) -> StoreKey {
        var randomness = SystemRandomNumberGenerator()
        return try create(at: path, using: &randomness)
    }

    /// Reads a key that `create` kept.
    ///
    /// - Throws: `notFound`, `permissionsTooOpen`, `damaged`, `newerFormat`, `inputOutput`.
    package static func load(from path: String) throws(StoreKeyError) -> StoreKey {
        let contents = try KeyStorage.read(path, byteCountMax: StoreKeyFile.byteCount + 1)
        let (seed, publicKey) = try StoreKeyFile.decode(contents, path: path)
        let key = try StoreKey(seed: seed, path: path)
        guard key.publicKey == publicKey else { throw StoreKeyFile.damaged(path, "its public key does not belong to its private key") }
        return key
    }

    private init(seed: [UInt8], path: String) throws(StoreKeyError) {
        do {
            privateKey = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            throw StoreKeyError(code: .cryptography, path: path, message: "32 bytes were refused as an Ed25519 key: \(error)")
        }
        publicKey = Array(privateKey.publicKey.rawRepresentation)
        self.path = path
    }

    /// The signature over `bytes`: 64 bytes. Signing the same bytes again gives a signature that is just as valid.
    ///
    /// The caller signs nothing that is not durable.
    package func sign(_ bytes: [UInt8]) throws(StoreKeyError) -> [UInt8] {
        do {
            return Array(try privateKey.signature(for: bytes))
        } catch {
            throw StoreKeyError(code: .cryptography, path: path, message: "signing with the store's key failed: \(error)")
        }
    }

    /// Whether `signature` over `bytes` was made with the private key that belongs to `publicKey`. False for lengths that are impossible.
    package static func isValid(signature: [UInt8], for bytes: [UInt8], publicKey: [UInt8]) -> Bool {
        guard signature.count == signatureByteCount, publicKey.count == publicKeyByteCount else { return false }
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: bytes)
    }

    static func bytes(count: Int, from randomness: inout some RandomNumberGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &randomness) }
    }
}

extension StoreKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The public half only, however the value is printed.
    package var description: String { "store key with public half \(ContentHashing.Digest(bytes: publicKey))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey]) }
}

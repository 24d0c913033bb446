import Foundation
import LogCheckpoints
import Testing

struct StoreKeyTests {
    @Test func aKeyIsKeptAndFoundAgain() throws {
        try withDirectory { directory in
            let made = try StoreKey.create(at: directory + "/key")
            let found = try StoreKey.load(from: directory + "/key")
            #expect(made.publicKey == found.publicKey)
            #expect(made.publicKey.count == StoreKey.publicKeyByteCount)
            let signature = try made.sign([1, 2, 3])
            #expect(StoreKey.isValid(signature: signature, for: [1, 2, 3], publicKey: found.publicKey))
            #expect(StoreKey.isValid(signature: try found.sign([]), for: [], publicKey: made.publicKey))
        }
    }

    @Test func theFileIsTheOwnersAloneAndTheOnlyOneLeft() throws {
        try withDirectory { directory in
            _ = try StoreKey.create(at: directory + "/key")
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["key"])
            let mode = try FileManager.default.attributesOfItem(atPath: directory + "/key")[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func aKeyIsNeverReplaced() throws {
        try withDirectory { directory in
            let first = try StoreKey.create(at: directory + "/key")
            let error = #expect(throws: StoreKeyError.self) { try StoreKey.create(at: directory + "/key") }
            #expect(error?.code == .alreadyExists)
            #expect(try StoreKey.load(from: directory + "/key").publicKey == first.publicKey)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["key"])
        }
    }

    @Test func twoKeysDifferAndTheSameRandomnessGivesTheSameKey() throws {
        try withDirectory { directory in
            var one = CountingRandom()
            var two = CountingRandom()
            let keys = [
                try StoreKey.create(at: directory + "/1", using: &one), try StoreKey.create(at: directory + "/2", using: &two),
                try StoreKey.create(at: directory + "/3"), try StoreKey.create(at: directory + "/4"),
            ]
            #expect(keys[0].publicKey == keys[1].publicKey)
            #expect(Set(keys.map(\.publicKey)).count == 3)
        }
    }

    /// RFC 8032, section 7.1, test 3: the file that holds its seed signs as the RFC says it does.
    @Test func signaturesAreThoseOfTheRFC() throws {
        let publicKey: [UInt8] = [
            0xfc, 0x51, 0xcd, 0x8e, 0x62, 0x18, 0xa1, 0xa3, 0x8d, 0xa4, 0x7e, 0xd0, 0x02, 0x30, 0xf0, 0x58,
            0x08, 0x16, 0xed, 0x13, 0xba, 0x33, 0x03, 0xac, 0x5d, 0xeb, 0x91, 0x15, 0x48, 0x90, 0x80, 0x25,
        ]
        let signature: [UInt8] = [
            0x62, 0x91, 0xd6, 0x57, 0xde, 0xec, 0x24, 0x02, 0x48, 0x27, 0xe6, 0x9c, 0x3a, 0xbe, 0x01, 0xa3,
            0x0c, 0xe5, 0x48, 0xa2, 0x84, 0x74, 0x3a, 0x44, 0x5e, 0x36, 0x80, 0xd7, 0xdb, 0x5a, 0xc3, 0xac,
            0x18, 0xff, 0x9b, 0x53, 0x8d, 0x16, 0xf2, 0x90, 0xae, 0x67, 0xf7, 0x60, 0x98, 0x4d, 0xc6, 0x59,
            0x4a, 0x7c, 0x15, 0xe9, 0x71, 0x6e, 0xd2, 0x8d, 0xc0, 0x27, 0xbe, 0xce, 0xea, 0x1e, 0xc4, 0x0a,
        ]
        #expect(StoreKey.isValid(signature: signature, for: [0xaf, 0x82], publicKey: publicKey))
    }

    @Test func aSignatureFitsOnlyItsBytesAndItsKey() throws {
        try withDirectory { directory in
            let key = try StoreKey.create(at: directory + "/1")
            let other = try StoreKey.create(at: directory + "/2")
            let signature = try key.sign([1, 2, 3])
            #expect(!StoreKey.isValid(signature: signature, for: [1, 2, 4], publicKey: key.publicKey))
            #expect(!StoreKey.isValid(signature: signature, for: [1, 2, 3], publicKey: other.publicKey))
            for bit in 0..<(8 * signature.count) {
                var damaged = signature
                damaged[bit / 8] ^= 1 << (bit % 8)
                #expect(!StoreKey.isValid(signature: damaged, for: [1, 2, 3], publicKey: key.publicKey), "bit \(bit)")
            }
            for length in [0, 63, 65] {
                let cut = Array((signature + [0]).prefix(length))
                #expect(!StoreKey.isValid(signature: cut, for: [1, 2, 3], publicKey: key.publicKey))
                #expect(!StoreKey.isValid(signature: signature, for: [1, 2, 3], publicKey: Array(repeating: 0, count: length)))
            }
        }
    }

    @Test func everyFlippedBitInTheFileIsFound() throws {
        try withDirectory { directory in
            _ = try StoreKey.create(at: directory + "/key")
            let contents = try [UInt8](Data(contentsOf: URL(filePath: directory + "/key")))
            for bit in 0..<(8 * contents.count) {
                var damaged = contents
                damaged[bit / 8] ^= 1 << (bit % 8)
                #expect(loadingCode(of: damaged, in: directory) == .damaged, "bit \(bit)")
            }
        }
    }

    @Test func everyOtherLengthIsFound() throws {
        try withDirectory { directory in
            _ = try StoreKey.create(at: directory + "/key")
            let contents = try [UInt8](Data(contentsOf: URL(filePath: directory + "/key")))
            for length in 0..<contents.count {
                #expect(loadingCode(of: Array(contents.prefix(length)), in: directory) == .damaged, "\(length) bytes")
            }
            #expect(loadingCode(of: contents + [0], in: directory) == .damaged)
            #expect(loadingCode(of: contents + [UInt8](repeating: 0, count: 10_000), in: directory) == .damaged)
            #expect(loadingCode(of: contents, in: directory) == nil)
        }
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o644, 0o777]) func aFileThatOthersMayUseIsRefused(_ mode: Int) throws {
        try withDirectory { directory in
            _ = try StoreKey.create(at: directory + "/key")
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: directory + "/key")
            let error = #expect(throws: StoreKeyError.self) { try StoreKey.load(from: directory + "/key") }
            #expect(error?.code == .permissionsTooOpen)
            #expect(error?.description.contains("chmod 600 '\(directory)/key'") == true)
        }
    }

    @Test func aMissingFileOrDirectoryIsNamed() throws {
        try withDirectory { directory in
            let missing = #expect(throws: StoreKeyError.self) { try StoreKey.load(from: directory + "/key") }
            #expect(missing?.code == .notFound)
            let homeless = #expect(throws: StoreKeyError.self) { try StoreKey.create(at: directory + "/no/key") }
            #expect(homeless?.code == .inputOutput)
            #expect(homeless?.description.contains(directory + "/no/key") == true)
        }
    }

    @Test func printingAKeyShowsNoSecret() throws {
        try withDirectory { directory in
            let key = try StoreKey.create(at: directory + "/key")
            var dumped = ""
            dump(key, to: &dumped)
            for text in ["\(key)", String(reflecting: key), dumped] { #expect(!text.contains("rivateKey")) }
        }
    }

    private func loadingCode(of contents: [UInt8], in directory: String) -> StoreKeyError.Code? {
        let path = directory + "/changed"
        try? FileManager.default.removeItem(atPath: path)
        #expect(FileManager.default.createFile(atPath: path, contents: Data(contents), attributes: [.posixPermissions: 0o600]))
        do {
            _ = try StoreKey.load(from: path)
            return nil
        } catch {
            return error.code
        }
    }
}

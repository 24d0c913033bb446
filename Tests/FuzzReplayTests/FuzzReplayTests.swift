import Foundation
import Testing

/// What the fuzzers start from and what they have found runs here through the same entries, without libFuzzer.
@Suite("Inputs kept from the fuzzers")
struct FuzzReplayTests {
    @Test("Seeds and fail cases show nothing that may not be", arguments: FuzzTarget.allCases)
    func replay(target: FuzzTarget) throws {
        let inputs = try Self.inputs(of: target)
        #expect(inputs.count >= target.madeSeeds.count && !inputs.isEmpty, "the inputs of \(target.rawValue) are gone")
        for file in inputs {
            let bytes = try [UInt8](Data(contentsOf: file))
            #expect(throws: Never.self, "\(file.lastPathComponent)") { try target.run(bytes) }
        }
    }

    @Test("The fuzzers' folders are those of the targets", arguments: ["Seeds", "FailCases", "Dictionaries"])
    func folders(kind: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.fuzz.appending(path: kind).path)
        let known = Set(FuzzTarget.allCases.map { kind == "Dictionaries" ? $0.rawValue + ".dict" : $0.rawValue })
        #expect(known.isSuperset(of: names.filter { !$0.hasPrefix(".") && $0 != "README.md" }))
    }

    private static let fuzz = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fuzz")

    private static func inputs(of target: FuzzTarget) throws -> [URL] {
        try ["Seeds", "FailCases"].flatMap { kind in
            let folder = fuzz.appending(path: "\(kind)/\(target.rawValue)")
            guard FileManager.default.fileExists(atPath: folder.path) else { return [URL]() }
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        }
    }
}

import Foundation

/// The program of Tests/ForeignVerification: Go's `sumdb/note` and `sumdb/tlog`, at work on our bytes.
struct ForeignVerifier {
    private static let compiler = "/usr/bin/go"
    /// Where Debian's golang-golang-x-mod-dev puts its sources.
    private static let library = "/usr/share/gocode"
    private static let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "ForeignVerification/foreign.go").path(percentEncoded: false)

    private let program: String

    /// `Tools/prepare packages` installs what this needs.
    static var isInstalled: Bool {
        FileManager.default.isExecutableFile(atPath: compiler)
            && FileManager.default.fileExists(atPath: library + "/src/golang.org/x/mod/sumdb/tlog")
    }

    init(compiledIn directory: String) throws {
        program = directory + "/foreign"
        var environment = ProcessInfo.processInfo.environment
        environment["GO111MODULE"] = "off"
        environment["GOPATH"] = Self.library
        environment["GOFLAGS"] = ""
        environment["GOCACHE"] = environment["GOCACHE"] ?? NSTemporaryDirectory() + "cairn-go-cache"
        try Self.run(Self.compiler, ["build", "-o", program, Self.source], environment: environment)
    }

    /// One statement to check, and whether we take it for true. A field that its kind does not need is left out.
    struct Case: Encodable {
        var kind: String
        var isValid: Bool
        var key: String?
        var text: String?
        var origin: String?
        var size: UInt64?
        var oldSize: UInt64?
        var index: UInt64?
        var leaf: Data?
        var entry: Data?
        var root: Data?
        var oldRoot: Data?
        var path: [Data]?
    }

    struct Tally: Decodable {
        var accepted: Int
        var refused: Int
        var differences: [String]

        enum CodingKeys: String, CodingKey {
            case accepted = "Accepted"
            case refused = "Refused"
            case differences = "Differences"
        }
    }

    /// A log that `sumdb` made by itself.
    struct Log: Decodable {
        var key: String
        var entries: [Data]
        var roots: [Data]
        var checkpoints: [String]
        var proofs: [Proof]
        var steps: [Step]

        struct Proof: Decodable {
            var index: UInt64
            var size: UInt64
            var text: String

            enum CodingKeys: String, CodingKey {
                case index = "Index"
                case size = "Size"
                case text = "Text"
            }
        }

        struct Step: Decodable {
            var oldSize: UInt64
            var size: UInt64
            var path: [Data]?

            enum CodingKeys: String, CodingKey {
                case oldSize = "OldSize"
                case size = "Size"
                case path = "Path"
            }
        }

        enum CodingKeys: String, CodingKey {
            case key = "Key"
            case entries = "Entries"
            case roots = "Roots"
            case checkpoints = "Checkpoints"
            case proofs = "Proofs"
            case steps = "Steps"
        }
    }

    func verify(_ cases: [Case]) throws -> Tally {
        try JSONDecoder().decode(Tally.self, from: Self.run(program, ["verify"], input: JSONEncoder().encode(cases), codes: [0, 1]))
    }

    func makeLog() throws -> Log { try JSONDecoder().decode(Log.self, from: Self.run(program, ["make"])) }

    struct Failure: Error {
        var program: String
        var code: Int32
        var message: String
    }

    /// Through files, so that no pipe can fill up.
    @discardableResult
    private static func run(
        _ program: String, _ arguments: [String], environment: [String: String]? = nil, input: Data = Data(), codes: Set<Int32> = [0]
    ) throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cairn-foreign-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (inputFile, outputFile, errorFile) = (
            folder.appending(path: "in"), folder.appending(path: "out"), folder.appending(path: "err")
        )
        try input.write(to: inputFile)
        for file in [outputFile, errorFile] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        if let environment { process.environment = environment }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
        process.waitUntilExit()
        guard codes.contains(process.terminationStatus) else {
            let message = String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
            throw Failure(program: program, code: process.terminationStatus, message: message)
        }
        return try Data(contentsOf: outputFile)
    }
}

import ByteCoding
import Foundation

/// A record as a released version wrote it: a text file of two lines, `head <hex>` and `body <hex>`.
struct GoldenFile {
    var head: [UInt8]
    var body: [UInt8]

    /// What to tell whoever meets a golden file that no longer fits.
    static let advice: String =
        "Golden files are what stores out there hold, and are never changed. A new way to write an event gets a directory of its own "
        + "(Fixtures/v2), beside which v1 is still read; a new event gets a new sample, whose file is written by "
        + "CAIRN_WRITE_FIXTURES=1 swift test --filter TrackingEventsTests"

    static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/v1")

    /// The names of all golden files of version 1.
    static func names() throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.path())
        return files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
    }

    init(head: [UInt8], body: [UInt8]) {
        self.head = head
        self.body = body
    }

    /// Reads the file of this name; nil when there is none or it is not of this form.
    init?(named name: String) {
        let file = Self.directory.appending(path: name + ".txt")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n")
        guard lines.count == 2, lines[0].hasPrefix("head "), lines[1].hasPrefix("body ") else { return nil }
        guard let head = Hexadecimal.bytes(of: lines[0].dropFirst(5)), let body = Hexadecimal.bytes(of: lines[1].dropFirst(5)) else {
            return nil
        }
        self.init(head: head, body: body)
    }

    func write(named name: String) throws {
        try FileManager.default.createDirectory(at: Self.directory, withIntermediateDirectories: true)
        let text = "head \(Hexadecimal.text(of: head))\nbody \(Hexadecimal.text(of: body))\n"
        try text.write(to: Self.directory.appending(path: name + ".txt"), atomically: true, encoding: .utf8)
    }
}

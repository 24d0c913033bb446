/// An HTTP answer, as far as a test wants to know it.
struct Answer: Sendable {
    var status: Int
    /// Names in lower case.
    var headers: [String: String] = [:]
    var body: [UInt8]

    /// nil while `bytes` are not a whole answer. A body without a length is taken as it is.
    init?(_ bytes: [UInt8], withoutBody: Bool = false) {
        guard let offset = Self.bodyOffset(bytes) else { return nil }
        var lines = String(decoding: bytes[..<offset], as: UTF8.self).split(separator: "\r\n")
        let words = lines.removeFirst().split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]) else { return nil }
        self.status = status
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingPrefix(" ").description
        }
        let length = headers["content-length"].flatMap { Int($0) }
        if let length, !withoutBody, bytes.count - offset < length { return nil }
        body = Array(bytes[offset...])
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    private static func bodyOffset(_ bytes: [UInt8]) -> Int? {
        let end = Array("\r\n\r\n".utf8)
        guard bytes.count >= end.count else { return nil }
        for start in 0...(bytes.count - end.count) where bytes[start..<start + end.count].elementsEqual(end) {
            return start + end.count
        }
        return nil
    }
}

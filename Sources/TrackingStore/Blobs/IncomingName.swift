/// What an upload's file is called while it arrives: when it began, and something random.
struct IncomingName: Hashable {
    /// Milliseconds since the Unix epoch.
    var startTime: Int64
    var text: String

    init(startTime: Int64, random: [UInt8]) {
        self.startTime = startTime
        text = "\(startTime)-" + random.map { String($0, radix: 16) }.joined(separator: ".")
    }

    /// Reads such a name; nil for anything else.
    init?(_ text: String) {
        guard let dash = text.firstIndex(of: "-"), let startTime = Int64(text[..<dash]) else { return nil }
        self.startTime = startTime
        self.text = text
    }
}

import TrackingEvents

/// Random identities, and names for what its creator did not name.
struct NameSource: Sendable {
    var randomness: any Randomness

    func runID() -> RunID { RunID(hexadecimal(byteCount: 16)) }

    func loggedModelID() -> LoggedModelID { LoggedModelID("m-" + hexadecimal(byteCount: 16)) }

    /// `adjective-noun-number`: some four million of them; they are labels, and may repeat.
    func generatedName() -> String {
        let random = randomness.bytes(count: 6).map(Int.init)
        func pick(_ place: Int, _ count: Int) -> Int { (random[place] << 8 | random[place + 1]) % count }
        let adjective = GeneratedNameWords.adjectives[pick(0, GeneratedNameWords.adjectives.count)]
        let noun = GeneratedNameWords.nouns[pick(2, GeneratedNameWords.nouns.count)]
        return "\(adjective)-\(noun)-\(pick(4, 1000))"
    }

    private func hexadecimal(byteCount: Int) -> String {
        randomness.bytes(count: byteCount).reduce(into: "") { text, byte in
            text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
    }
}

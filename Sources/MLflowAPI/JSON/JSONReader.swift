/// Reads a JSON text (RFC 8259) into nodes, in one pass, whole or not at all.
///
/// Stricter than the grammar: an object holds no key twice, strings hold no NUL and no half of a surrogate pair, the text is valid UTF-8, depth and
/// number of values are bounded. Looser in one point: the bare words `NaN`, `Infinity` and `-Infinity` are values. Numbers are checked but not
/// converted, strings checked but not copied: whoever wants a value takes it from the `JSONDocument`.
struct JSONReader {
    /// Bounds on what is read, so that no text makes the reader recurse or allocate without end.
    struct Limits: Sendable {
        var maximumDepth: Int
        var maximumNodeCount: Int
    }

    private let limits: Limits
    var offset = 0
    private var nodes: [JSONNode] = []

    private init(limits: Limits) { self.limits = limits }

    /// The nodes of the one value that `bytes` holds.
    static func read(_ bytes: [UInt8], limits: Limits) throws(JSONReadingError) -> [JSONNode] {
        guard bytes.count < Int(UInt32.max) else {
            throw JSONReadingError(problem: .tooLong(limit: Int(UInt32.max)), offset: 0)
        }
        var reader = JSONReader(limits: limits)
        reader.nodes.reserveCapacity(min(limits.maximumNodeCount, bytes.count / 8 + 4))
        let text = bytes.span
        reader.skipByteOrderMark(text)
        try reader.readValue(text, depth: 0)
        reader.skipSpace(text)
        guard reader.offset == text.count else { throw reader.error(.trailingBytes) }
        return reader.nodes
    }

    // MARK: Values

    private mutating func readValue(_ text: Span<UInt8>, depth: Int) throws(JSONReadingError) {
        skipSpace(text)
        switch try peek(text) {
        case UInt8(ascii: "{"): try readObject(text, depth: depth + 1)
        case UInt8(ascii: "["): try readArray(text, depth: depth + 1)
        case UInt8(ascii: "\""): try readString(text)
        case UInt8(ascii: "t"): try readWord("true", .true, text)
        case UInt8(ascii: "f"): try readWord("false", .false, text)
        case UInt8(ascii: "n"): try readWord("null", .null, text)
        case UInt8(ascii: "N"): try readWord("NaN", .notFinite, text)
        case UInt8(ascii: "I"): try readWord("Infinity", .notFinite, text)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber(text)
        case let byte: throw error(.unexpectedByte(byte))
        }
    }

    private mutating func readObject(_ text: Span<UInt8>, depth: Int) throws(JSONReadingError) {
        let index = try open(.object, depth: depth)
        skipSpace(text)
        if try peek(text) != UInt8(ascii: "}") {
            repeat {
                skipSpace(text)
                guard try peek(text) == UInt8(ascii: "\"") else { throw error(.unexpectedByte(text[offset])) }
                try readString(text)
                skipSpace(text)
                try expect(UInt8(ascii: ":"), text)
                try readValue(text, depth: depth)
                skipSpace(text)
            } while try takeComma(before: UInt8(ascii: "}"), text)
        }
        close(index)
        try checkKeys(of: index, text)
    }

    private mutating func readArray(_ text: Span<UInt8>, depth: Int) throws(JSONReadingError) {
        let index = try open(.array, depth: depth)
        skipSpace(text)
        if try peek(text) != UInt8(ascii: "]") {
            repeat {
                try readValue(text, depth: depth)
                skipSpace(text)
            } while try takeComma(before: UInt8(ascii: "]"), text)
        }
        close(index)
    }

    private mutating func readString(_ text: Span<UInt8>) throws(JSONReadingError) {
        offset += 1
        let start = offset
        let hasEscapes = try skipStringContent(text)
        try append(.string, start: start, end: offset, hasEscapes: hasEscapes)
        offset += 1
    }

    private mutating func readNumber(_ text: Span<UInt8>) throws(JSONReadingError) {
        let start = offset
        if text[offset] == UInt8(ascii: "-") {
            offset += 1
            if offset < text.count, text[offset] == UInt8(ascii: "I") {
                try skipWord("Infinity", text)
                return try append(.notFinite, start: start, end: offset)
            }
        }
        guard let end = JSONNumber.end(in: text, from: offset) else { throw error(.malformedNumber) }
        offset = end
        try append(.number, start: start, end: end)
    }

    private mutating func readWord(
        _ word: StaticString, _ kind: JSONNode.Kind, _ text: Span<UInt8>
    ) throws(JSONReadingError) {
        let start = offset
        try skipWord(word, text)
        try append(kind, start: start, end: offset)
    }

    private mutating func skipWord(_ word: StaticString, _ text: Span<UInt8>) throws(JSONReadingError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard offset < text.count else { throw error(.unexpectedEnd) }
            // The pointer of a static string lives for ever, and `index` is below its count.
            guard text[offset] == word.utf8Start[index] else { throw error(.unexpectedByte(text[offset])) }
            offset += 1
        }
    }

    // MARK: Nodes

    private mutating func open(_ kind: JSONNode.Kind, depth: Int) throws(JSONReadingError) -> Int {
        guard depth <= limits.maximumDepth else { throw error(.tooDeep(limit: limits.maximumDepth)) }
        try append(kind, start: offset, end: offset)
        offset += 1
        return nodes.count - 1
    }

    private mutating func close(_ index: Int) {
        offset += 1
        nodes[index].end = UInt32(offset)
        nodes[index].next = UInt32(nodes.count)
    }

    private mutating func append(
        _ kind: JSONNode.Kind, start: Int, end: Int, hasEscapes: Bool = false
    ) throws(JSONReadingError) {
        guard nodes.count < limits.maximumNodeCount else { throw error(.tooManyValues(limit: limits.maximumNodeCount)) }
        nodes.append(
            JSONNode(
                kind: kind, hasEscapes: hasEscapes, start: UInt32(start), end: UInt32(end),
                next: UInt32(nodes.count + 1)))
    }

    // MARK: Duplicate keys

    /// Few keys are compared in pairs, without allocating; many, or escaped ones, go through a set.
    private func checkKeys(of object: Int, _ text: Span<UInt8>) throws(JSONReadingError) {
        let end = Int(nodes[object].next)
        var index = object + 1
        var count = 0
        while index < end {
            count += 1
            if nodes[index].hasEscapes || count > 16 { return try checkInSet(object, text) }
            var earlier = object + 1
            while earlier < index {
                if Self.sameBytes(nodes[earlier], nodes[index], text) { throw duplicate(nodes[index], text) }
                earlier = Int(nodes[earlier + 1].next)
            }
            index = Int(nodes[index + 1].next)
        }
    }

    private func checkInSet(_ object: Int, _ text: Span<UInt8>) throws(JSONReadingError) {
        let end = Int(nodes[object].next)
        var seen: Set<[UInt8]> = []
        var index = object + 1
        while index < end {
            let key = nodes[index]
            guard seen.insert(JSONText.value(of: key, in: text)).inserted else { throw duplicate(key, text) }
            index = Int(nodes[index + 1].next)
        }
    }

    private static func sameBytes(_ left: JSONNode, _ right: JSONNode, _ text: Span<UInt8>) -> Bool {
        let count = left.end - left.start
        guard count == right.end - right.start else { return false }
        for place in 0..<Int(count) where text[Int(left.start) + place] != text[Int(right.start) + place] { return false }
        return true
    }

    private func duplicate(_ key: JSONNode, _ text: Span<UInt8>) -> JSONReadingError {
        let name = String(decoding: JSONText.value(of: key, in: text), as: UTF8.self)
        return JSONReadingError(problem: .duplicateKey(name), offset: Int(key.start))
    }

    // MARK: Bytes

    private mutating func skipByteOrderMark(_ text: Span<UInt8>) {
        if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { offset = 3 }
    }

    private mutating func skipSpace(_ text: Span<UInt8>) {
        while offset < text.count {
            switch text[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    private func peek(_ text: Span<UInt8>) throws(JSONReadingError) -> UInt8 {
        guard offset < text.count else { throw error(.unexpectedEnd) }
        return text[offset]
    }

    private mutating func expect(_ byte: UInt8, _ text: Span<UInt8>) throws(JSONReadingError) {
        let found = try peek(text)
        guard found == byte else { throw error(.unexpectedByte(found)) }
        offset += 1
    }

    /// True after a comma, false before `closing`, which stays where it is.
    private mutating func takeComma(before closing: UInt8, _ text: Span<UInt8>) throws(JSONReadingError) -> Bool {
        let found = try peek(text)
        if found == closing { return false }
        guard found == UInt8(ascii: ",") else { throw error(.unexpectedByte(found)) }
        offset += 1
        return true
    }

    func error(_ problem: JSONReadingError.Problem) -> JSONReadingError {
        JSONReadingError(problem: problem, offset: offset)
    }
}

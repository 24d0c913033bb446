@testable import MLflowAPI

/// Any bytes as a JSON text.
///
/// What the reader takes, the writer writes and the reader reads again as the same values; numbers come out as the standard library has them.
enum JSONEntry {
    static let limits = JSONReader.Limits(maximumDepth: 100, maximumNodeCount: 100_000)

    static func run(_ bytes: [UInt8]) throws {
        let document: JSONDocument
        do {
            document = try JSONDocument(reading: bytes, limits: limits)
        } catch {
            return try FuzzFinding.unless(
                (0...bytes.count).contains(error.offset) && error.description.utf8.count < 600, "the error lies outside: \(error)")
        }
        try FuzzFinding.unless(String(validating: bytes, as: UTF8.self) != nil, "a text that is not UTF-8 was taken")
        try checkNodes(document)
        var writer = JSONWriter()
        write(JSONDocument.root, of: document, to: &writer)
        let again = try JSONDocument(reading: writer.bytes, limits: limits)
        try compare(document, again)
    }

    private static func checkNodes(_ document: JSONDocument) throws {
        for (index, node) in document.nodes.enumerated() {
            try FuzzFinding.unless(
                node.start <= node.end && Int(node.end) <= document.bytes.count && Int(node.next) > index
                    && Int(node.next) <= document.nodes.count, "node \(index) is outside")
            if node.kind == .number || node.kind == .string { try checkNumber(document, index) }
        }
    }

    /// The fast conversions agree with the standard library's, for numbers and for strings that hold one.
    private static func checkNumber(_ document: JSONDocument, _ index: Int) throws {
        let range = document.range(of: index)
        let text = String(decoding: document.bytes[range], as: UTF8.self)
        guard let number = JSONNumber.double(in: document.bytes.span, range) else { return }
        try FuzzFinding.unless(number.bitPattern == Double(text)?.bitPattern, "\(text) came out as \(number)")
        guard let integer = JSONNumber.integer(in: document.bytes.span, range) else {
            return try FuzzFinding.unless(Int64(text) == nil, "\(text) is an integer")
        }
        // 2^63 in absolute value is the first that a double does not tell from its neighbours' rounding.
        try FuzzFinding.unless(Int64(text).map { $0 == integer } ?? (Double(integer) == number), "\(text) came out as \(integer)")
    }

    private static func write(_ index: Int, of document: JSONDocument, to writer: inout JSONWriter) {
        switch document.kind(of: index) {
        case .object:
            writer.object { object in
                for (key, value) in document.members(of: index) {
                    object.name(document.string(at: key))
                    write(value, of: document, to: &object)
                }
            }
        case .array: writer.array(document.elements(of: index)) { write($1, of: document, to: &$0) }
        case .string: writer.value(document.string(at: index))
        case .true: writer.value(true)
        case .false: writer.value(false)
        case .null, .notFinite: writer.raw(document.text(of: index))
        case .number:
            if let integer = document.integer(at: index) {
                writer.value(integer)
            } else {
                writer.value(document.double(at: index) ?? .nan)
            }
        }
    }

    private static func compare(_ document: JSONDocument, _ again: JSONDocument) throws {
        try FuzzFinding.unless(document.nodes.count == again.nodes.count, "other values came back")
        for (index, (old, new)) in zip(document.nodes, again.nodes).enumerated() {
            var isSame = old.kind == new.kind && old.next == new.next
            switch old.kind {
            case .string: isSame = isSame && document.stringBytes(at: index) == again.stringBytes(at: index)
            case .number:
                // A zero with a sign that is written as an integer loses it: JSON's integers have none. A fraction beyond a double's digits is lost.
                let integer = document.integer(at: index)
                isSame = isSame && document.double(at: index) == again.double(at: index)
                isSame = isSame && (integer == nil || integer == again.integer(at: index))
            default: break
            }
            try FuzzFinding.unless(isSame, "value \(index) came back otherwise")
        }
    }
}

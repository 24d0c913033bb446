/// A JSON text that was read: its bytes, and what stands where in them.
///
/// A value of it is named by the index of its node; the root is 0. Nothing is converted before it is asked for.
struct JSONDocument: Sendable {
    let bytes: [UInt8]
    let nodes: [JSONNode]

    static let root = 0

    init(reading bytes: [UInt8], limits: JSONReader.Limits) throws(JSONReadingError) {
        self.nodes = try JSONReader.read(bytes, limits: limits)
        self.bytes = bytes
    }

    func kind(of index: Int) -> JSONNode.Kind { nodes[index].kind }

    /// The value of a string or the text of a key.
    func string(at index: Int) -> String {
        let node = nodes[index]
        if node.hasEscapes { return String(decoding: JSONText.value(of: node, in: bytes.span), as: UTF8.self) }
        return String(decoding: bytes[range(of: index)], as: UTF8.self)
    }

    /// The UTF-8 bytes of a string.
    func stringBytes(at index: Int) -> [UInt8] {
        nodes[index].hasEscapes ? JSONText.value(of: nodes[index], in: bytes.span) : Array(bytes[range(of: index)])
    }

    /// The text of the value as it stands in the document; of a string without its quotes.
    func range(of index: Int) -> Range<Int> { Int(nodes[index].start)..<Int(nodes[index].end) }

    /// The indices of an array's elements, in order.
    func elements(of array: Int) -> Children { Children(nodes: nodes, first: array + 1, end: Int(nodes[array].next)) }

    /// The elements of an array that is not there.
    func elements(ofNothing: Void) -> Children { Children(nodes: nodes, first: 0, end: 0) }

    /// The value of an object's member; its key is the node before it.
    func members(of object: Int) -> Members { Members(nodes: nodes, first: object + 1, end: Int(nodes[object].next)) }

    struct Children: Sequence, IteratorProtocol {
        private let nodes: [JSONNode]
        private var index: Int
        private let end: Int

        fileprivate init(nodes: [JSONNode], first: Int, end: Int) {
            self.nodes = nodes
            self.index = first
            self.end = end
        }

        mutating func next() -> Int? {
            guard index < end else { return nil }
            defer { index = Int(nodes[index].next) }
            return index
        }
    }

    struct Members: Sequence, IteratorProtocol {
        private let nodes: [JSONNode]
        private var index: Int
        private let end: Int

        fileprivate init(nodes: [JSONNode], first: Int, end: Int) {
            self.nodes = nodes
            self.index = first
            self.end = end
        }

        mutating func next() -> (key: Int, value: Int)? {
            guard index < end else { return nil }
            let key = index
            index = Int(nodes[key + 1].next)
            return (key, key + 1)
        }
    }
}

extension JSONDocument {
    /// The value as the client wrote it, cut for a message.
    func excerpt(of index: Int, maximumByteCount: Int = 120) -> String {
        let text = text(of: index)
        let isCut = text.count > maximumByteCount
        let shown = String(decoding: text.prefix(maximumByteCount), as: UTF8.self)
        return isCut ? shown + "…" : shown
    }
}

extension JSONDocument {
    /// The value as it stands in the text, quotes included.
    func text(of index: Int) -> ArraySlice<UInt8> {
        let range = range(of: index)
        return kind(of: index) == .string ? bytes[range.lowerBound - 1..<range.upperBound + 1] : bytes[range]
    }

    /// The value of the root object's member of exactly this name.
    func member(_ name: String) -> Int? {
        members(of: JSONDocument.root).first { string(at: $0.key) == name }?.value
    }
}

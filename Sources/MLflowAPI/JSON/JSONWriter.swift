/// Writes JSON into bytes. Members of an object come out in the order in which they are written.
///
/// 64-bit integers are written as numbers, NaN as the string `"NaN"`, infinities as the largest finite numbers: what clients of this API read.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether a comma is due before the next value or member.
    private var needsComma = false

    init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    // MARK: Containers

    mutating func object(_ content: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "{"))
        try content(&self)
        close(UInt8(ascii: "}"))
    }

    mutating func array<Items: Sequence>(_ items: Items, _ element: (inout JSONWriter, Items.Element) -> Void) {
        open(UInt8(ascii: "["))
        for item in items { element(&self, item) }
        close(UInt8(ascii: "]"))
    }

    /// A member whose value is an array of what `content` writes; nothing at all when it writes nothing.
    mutating func member(_ name: String, arrayUnlessEmpty content: (inout JSONWriter) throws -> Void) rethrows {
        let before = (byteCount: bytes.count, needsComma: needsComma)
        self.name(name)
        open(UInt8(ascii: "["))
        let start = bytes.count
        try content(&self)
        if bytes.count > start { return close(UInt8(ascii: "]")) }
        bytes.removeLast(start - before.byteCount)
        needsComma = before.needsComma
    }

    /// Begins a member whose value is written next.
    mutating func name(_ name: String) {
        beginValue()
        appendQuoted(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    // MARK: Values

    mutating func value(_ string: String) {
        beginValue()
        appendQuoted(string)
    }

    mutating func value(_ integer: Int64) {
        beginValue()
        append(atMost: TextCursor.integerByteCountMax) { $0.put(integer) }
    }

    mutating func value(_ boolean: Bool) {
        beginValue()
        bytes.append(contentsOf: (boolean ? "true" : "false").utf8)
    }

    mutating func value(_ number: Double) {
        beginValue()
        append(atMost: TextCursor.numberByteCountMax) { $0.put(number) }
    }

    /// A value that is JSON already.
    mutating func raw(_ json: some Sequence<UInt8>) {
        beginValue()
        bytes.append(contentsOf: json)
    }

    /// One value for each of `items`, written in place by `fill`: for arrays of many small objects.
    ///
    /// - Parameter byteCountMax: the most that `fill` writes for one item.
    mutating func values<Item>(_ items: ArraySlice<Item>, byteCountMax: Int, _ fill: (inout TextCursor, Item) -> Void) {
        // A few pages at a time: a bound for every item would be several times what most of them take.
        let stride = max(1, 16_384 / (byteCountMax + 1))
        var rest = items
        while !rest.isEmpty {
            let part = rest.prefix(stride)
            rest = rest.dropFirst(part.count)
            append(atMost: part.count * (byteCountMax + 1)) { [needsComma] cursor in
                var isFirst = !needsComma
                for item in part {
                    if !isFirst { cursor.put(UInt8(ascii: ",")) }
                    isFirst = false
                    fill(&cursor, item)
                }
            }
            needsComma = true
        }
    }

    mutating func reserveCapacity(_ byteCount: Int) { bytes.reserveCapacity(byteCount) }

    // MARK: Bytes

    private mutating func open(_ bracket: UInt8) {
        beginValue()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func beginValue() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Appends what `fill` writes, in place.
    private mutating func append(atMost byteCount: Int, _ fill: (inout TextCursor) -> Void) {
        bytes.append(addingCapacity: byteCount) { span in
            span.withUnsafeMutableBufferPointer { buffer, count in
                guard let base = buffer.baseAddress else { return }
                var cursor = TextCursor(at: base + count)
                fill(&cursor)
                count = cursor.next - base
            }
        }
    }

    private mutating func appendQuoted(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { text in
            var start = 0
            for index in text.indices where Self.needsEscape(text[index]) {
                bytes.append(contentsOf: text[start..<index])
                appendEscaped(text[index])
                start = index + 1
            }
            bytes.append(contentsOf: text[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}

extension JSONWriter {
    mutating func member(_ name: String, _ string: String) {
        self.name(name)
        value(string)
    }

    /// Nothing at all when `string` is nil: unset members are left out.
    mutating func member(_ name: String, ifPresent string: String?) {
        if let string { member(name, string) }
    }

    mutating func member(_ name: String, _ integer: Int64) {
        self.name(name)
        value(integer)
    }

    mutating func member(_ name: String, ifPresent integer: Int64?) {
        if let integer { member(name, integer) }
    }

    mutating func member(_ name: String, _ boolean: Bool) {
        self.name(name)
        value(boolean)
    }

    mutating func member(_ name: String, _ number: Double) {
        self.name(name)
        value(number)
    }

    mutating func member(_ name: String, object content: (inout JSONWriter) -> Void) {
        self.name(name)
        object(content)
    }

    /// Nothing at all when there are no items: empty arrays are left out.
    mutating func member<Items: Collection>(
        _ name: String, nonEmpty items: Items, _ element: (inout JSONWriter, Items.Element) -> Void
    ) {
        guard !items.isEmpty else { return }
        self.name(name)
        array(items, element)
    }
}

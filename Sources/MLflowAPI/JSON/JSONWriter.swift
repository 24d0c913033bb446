/// Writes JSON into bytes. Members of an object come out in the order in which they are written.
///
/// 64-bit integers are written as numbers, NaN as the string `"NaN"`, infinities as the largest finite numbers: what clients of this API read.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether a comma is due before the next value or member.
    private var needsComma = false

    init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    // MARK: Containers

    mutating func object(_ content: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        content(&self)
        close(UInt8(ascii: "}"))
    }

    mutating func array<Items: Sequence>(_ items: Items, _ element: (inout JSONWriter, Items.Element) -> Void) {
        open(UInt8(ascii: "["))
        for item in items { element(&self, item) }
        close(UInt8(ascii: "]"))
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
        append(integer)
    }

    mutating func value(_ boolean: Bool) {
        beginValue()
        bytes.append(contentsOf: (boolean ? "true" : "false").utf8)
    }

    mutating func value(_ number: Double) {
        if number.isNaN { return value("NaN") }
        beginValue()
        let finite = number.isInfinite ? Double.greatestFiniteMagnitude * (number < 0 ? -1 : 1) : number
        bytes.append(contentsOf: finite.description.utf8)
    }

    /// A value that is JSON already.
    mutating func raw(_ json: some Sequence<UInt8>) {
        beginValue()
        bytes.append(contentsOf: json)
    }

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

    private mutating func append(_ integer: Int64) {
        var digits: [20 of UInt8] = .init(repeating: 0)
        var magnitude = integer.magnitude
        var count = 0
        repeat {
            digits[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10)
            magnitude /= 10
            count += 1
        } while magnitude > 0
        if integer < 0 { bytes.append(UInt8(ascii: "-")) }
        for place in stride(from: count - 1, through: 0, by: -1) { bytes.append(digits[place]) }
    }

    private mutating func appendQuoted(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { text in
            if text.contains(where: Self.needsEscape) {
                for byte in text { appendEscaped(byte) }
            } else {
                bytes.append(contentsOf: text)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        guard Self.needsEscape(byte) else { return bytes.append(byte) }
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

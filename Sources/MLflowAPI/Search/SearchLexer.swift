/// Cuts a filter or an `order_by` item into tokens, in one pass over its UTF-8 bytes.
///
/// Knows nothing of fields or keywords. Every input gives tokens or an ``APIError``; time and memory are linear in its length.
struct SearchLexer {
    private let text: String
    private let subject: SearchSubject
    private let bytes: [UInt8]
    private var index = 0
    private var tokens: [SearchToken] = []

    static func tokens(of text: String, as subject: SearchSubject) throws(APIError) -> [SearchToken] {
        var lexer = SearchLexer(text: text, subject: subject, bytes: Array(text.utf8))
        while try lexer.readToken() {}
        return lexer.tokens
    }

    private init(text: String, subject: SearchSubject, bytes: [UInt8]) {
        self.text = text
        self.subject = subject
        self.bytes = bytes
    }

    /// False at the end of the text.
    private mutating func readToken() throws(APIError) -> Bool {
        while let byte = peek(), Self.isSpace(byte) { index += 1 }
        guard let byte = peek() else { return false }
        let start = index
        tokens.append(SearchToken(kind: try readKind(byte), offset: start))
        return true
    }

    private mutating func readKind(_ byte: UInt8) throws(APIError) -> SearchToken.Kind {
        if let quote = SearchToken.Quote(rawValue: byte) { return .quoted(try readQuoted(quote), by: quote) }
        switch byte {
        case UInt8(ascii: "("):
            index += 1
            return .openParenthesis
        case UInt8(ascii: ")"):
            index += 1
            return .closeParenthesis
        case UInt8(ascii: ","):
            index += 1
            return .comma
        case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            return .comparator(try readSign())
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .number(try readNumber())
        case _ where Self.isWordByte(byte):
            return .identifier(try readIdentifier())
        default:
            throw failure(at: index, "a character that has no meaning here")
        }
    }

    private mutating func readSign() throws(APIError) -> SearchToken.Sign {
        let start = index
        while let byte = peek(), byte == 0x3D || byte == 0x21 || byte == 0x3C || byte == 0x3E { index += 1 }
        guard let sign = SearchToken.Sign(rawValue: slice(start..<index)) else {
            throw failure(at: start, "the comparators are =, !=, <, <=, > and >=")
        }
        return sign
    }

    /// Reads from the opening quote to past the closing one; a doubled quote inside stands for one.
    private mutating func readQuoted(_ quote: SearchToken.Quote) throws(APIError) -> String {
        let start = index
        var content: [UInt8] = []
        index += 1
        while let byte = peek() {
            index += 1
            if byte != quote.rawValue {
                content.append(byte)
            } else if peek() == quote.rawValue {
                content.append(byte)
                index += 1
            } else {
                return String(decoding: content, as: UTF8.self)
            }
        }
        throw failure(at: start, "this quote is never closed")
    }

    /// `entity.key`, `key`, or an entity, a dot and a quoted key.
    private mutating func readIdentifier() throws(APIError) -> SearchIdentifier {
        let start = index
        var firstDot: Int?
        while let byte = peek(), Self.isWordByte(byte) || byte == UInt8(ascii: ".") || Self.isDigit(byte) {
            if byte == UInt8(ascii: "."), firstDot == nil { firstDot = index }
            index += 1
        }
        guard let dot = firstDot else { return SearchIdentifier(entity: nil, key: slice(start..<index), isQuoted: false) }
        let entity = slice(start..<dot)
        if dot + 1 < index { return SearchIdentifier(entity: entity, key: slice(dot + 1..<index), isQuoted: false) }
        guard let quote = peek().flatMap(SearchToken.Quote.init), quote != .single else {
            throw failure(at: start, "a key must follow the dot")
        }
        return SearchIdentifier(entity: entity, key: try readQuoted(quote), isQuoted: true)
    }

    /// An optional sign, digits with at most one point, an optional exponent; not run into a word.
    private mutating func readNumber() throws(APIError) -> String {
        let start = index
        if let byte = peek(), byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { index += 1 }
        var digitCount = skipDigits()
        if peek() == UInt8(ascii: ".") {
            index += 1
            digitCount += skipDigits()
        }
        var isWellFormed = digitCount > 0
        if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
            index += 1
            if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
            isWellFormed = skipDigits() > 0 && isWellFormed
        }
        if let byte = peek(), Self.isWordByte(byte) || byte == UInt8(ascii: ".") { isWellFormed = false }
        guard isWellFormed else { throw failure(at: start, "this is no number") }
        return slice(start..<index)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while let byte = peek(), Self.isDigit(byte) { index += 1 }
        return index - start
    }

    private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private func slice(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func failure(at offset: Int, _ reason: String) -> APIError {
        subject.unparsable(text, at: offset, reason)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// A byte that a bare word may begin with: a letter, `_`, or any part of a character beyond ASCII.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}

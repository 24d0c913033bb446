import ByteCoding

/// Numbers in text: their grammar, and exact conversion to `Int64` and `Double`.
///
/// The same conversions serve JSON numbers and numeric strings, since clients send either (`1000`, `1e3`, `"1000"`, `"1e+03"`).
enum JSONNumber {
    /// Where the unsigned number that begins at `offset` ends (RFC 8259 section 6); nil when none begins there.
    static func end(in text: Span<UInt8>, from offset: Int) -> Int? {
        guard offset < text.count else { return nil }
        var offset = offset
        if text[offset] == UInt8(ascii: "0") {
            offset += 1
        } else {
            guard skipDigits(text, &offset) else { return nil }
        }
        if offset < text.count, text[offset] == UInt8(ascii: ".") {
            offset += 1
            guard skipDigits(text, &offset) else { return nil }
        }
        if offset < text.count, text[offset] | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if offset < text.count, text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-") { offset += 1 }
            guard skipDigits(text, &offset) else { return nil }
        }
        return offset
    }

    /// The integer that the number in `range` is exactly; nil when it has a fraction, does not fit, or is no number.
    static func integer(in text: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        guard let decimal = Decimal(text, range) else { return nil }
        return decimal.integer
    }

    /// The nearest `Double`; infinite when the number is too large, nil when `range` holds no number.
    static func double(in text: Span<UInt8>, _ range: Range<Int>) -> Double? {
        guard let decimal = Decimal(text, range) else { return nil }
        if let exact = decimal.exactDouble ?? decimal.dividedDouble { return exact }
        return Double(String(decoding: [UInt8](copying: text.extracting(range)), as: UTF8.self))
    }

    private static func skipDigits(_ text: Span<UInt8>, _ offset: inout Int) -> Bool {
        let start = offset
        while offset < text.count, text[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
        return offset > start
    }
}

extension JSONNumber {
    /// A number as sign · digits · 10^exponent, with up to 19 significant digits; further ones are only remembered as there.
    private struct Decimal {
        var isNegative = false
        var digits: UInt64 = 0
        var exponent = 0
        /// Non-zero digits beyond the nineteenth were left out.
        var isCut = false

        init?(_ text: Span<UInt8>, _ range: Range<Int>) {
            var offset = range.lowerBound
            if offset < range.upperBound, text[offset] == UInt8(ascii: "-") {
                isNegative = true
                offset += 1
            }
            guard JSONNumber.end(in: text, from: offset) == range.upperBound else { return nil }
            var isFraction = false
            while offset < range.upperBound {
                let byte = text[offset]
                offset += 1
                if byte == UInt8(ascii: ".") {
                    isFraction = true
                } else if byte | 0x20 == UInt8(ascii: "e") {
                    readExponent(text, offset..<range.upperBound)
                    return
                } else {
                    append(UInt64(byte - UInt8(ascii: "0")), isFraction: isFraction)
                }
            }
        }

        private mutating func append(_ digit: UInt64, isFraction: Bool) {
            if digits < 1_000_000_000_000_000_000 {
                digits = digits * 10 + digit
                if isFraction { exponent -= 1 }
            } else {
                isCut = isCut || digit != 0
                if !isFraction { exponent += 1 }
            }
        }

        /// Exponents are bounded: beyond 100,000 the number is zero or too large whatever its digits are.
        private mutating func readExponent(_ text: Span<UInt8>, _ range: Range<Int>) {
            var value = 0
            var isNegative = false
            for offset in range {
                switch text[offset] {
                case UInt8(ascii: "-"): isNegative = true
                case UInt8(ascii: "+"): break
                case let digit: value = min(value * 10 + Int(digit - UInt8(ascii: "0")), 100_000)
                }
            }
            exponent += isNegative ? -value : value
        }

        var integer: Int64? {
            guard !isCut else { return nil }
            var magnitude = digits
            var exponent = exponent
            while exponent < 0, magnitude != 0 {
                guard magnitude % 10 == 0 else { return nil }
                magnitude /= 10
                exponent += 1
            }
            while exponent > 0, magnitude != 0 {
                let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
                guard !overflow else { return nil }
                magnitude = product
                exponent -= 1
            }
            if isNegative { return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
            return Int64(exactly: magnitude)
        }

        /// Clinger's fast path: digits and power of ten are both exact doubles, so one operation rounds correctly.
        /// (W. D. Clinger, "How to read floating point numbers accurately", 1990.)
        var exactDouble: Double? {
            guard !isCut, digits < 1 << 53, (-22...22).contains(exponent) else { return nil }
            let magnitude = Double(digits)
            let value =
                exponent < 0 ? magnitude / Self.powersOfTen[-exponent] : magnitude * Self.powersOfTen[exponent]
            return isNegative ? -value : value
        }

        /// Up to 19 digits over a power of ten that fits 64 bits: one division of integers, whose remainder tells how to round. Most
        /// metrics are of this kind, 16 or 17 digits behind a point.
        var dividedDouble: Double? {
            guard !isCut, digits != 0, (-19 ... -1).contains(exponent) else { return nil }
            var divisor: UInt128 = 1
            for _ in exponent..<0 { divisor *= 10 }
            let shift = UInt128(digits).leadingZeroBitCount
            let (quotient, remainder) = (UInt128(digits) << shift).quotientAndRemainder(dividingBy: divisor)
            // 55 bits: the 53 of a double, one to round by, and one that says whether anything follows.
            let surplus = 128 - quotient.leadingZeroBitCount - 55
            var bits = UInt64(truncatingIfNeeded: quotient >> surplus)
            if remainder != 0 || quotient & ((1 << surplus) - 1) != 0 { bits |= 1 }
            return Double(sign: isNegative ? .minus : .plus, exponent: surplus - shift, significand: Double(bits))
        }

        private static let powersOfTen: [Double] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
            1e20, 1e21, 1e22,
        ]
    }
}

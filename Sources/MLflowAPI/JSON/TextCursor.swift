/// Writes text into memory, one piece behind the other. Whoever made the memory has made it large enough: nothing is checked here.
struct TextCursor {
    private(set) var next: UnsafeMutablePointer<UInt8>

    init(at start: UnsafeMutablePointer<UInt8>) { next = start }

    mutating func put(_ byte: UInt8) {
        next.pointee = byte
        next += 1
    }

    mutating func put(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { put($0) }
    }

    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        next.update(from: base, count: bytes.count)
        next += bytes.count
    }

    // MARK: Numbers

    /// The most that an integer takes: a sign and nineteen digits.
    static let integerByteCountMax = 20
    /// The most that a number takes: `-1.7976931348623157e+308`, and room to spare.
    static let numberByteCountMax = 32

    mutating func put(_ integer: Int64) {
        if integer < 0 { put(UInt8(ascii: "-")) }
        var magnitude = integer.magnitude
        let count = Self.digitCount(magnitude)
        var place = next + count
        next = place
        let pairs = Self.pairs.utf8Start
        while magnitude >= 100 {
            let pair = Int(magnitude % 100) * 2
            magnitude /= 100
            place -= 2
            place[0] = pairs[pair]
            place[1] = pairs[pair + 1]
        }
        if magnitude >= 10 {
            place[-2] = pairs[Int(magnitude) * 2]
            place[-1] = pairs[Int(magnitude) * 2 + 1]
        } else {
            place[-1] = UInt8(ascii: "0") + UInt8(magnitude)
        }
    }

    /// The shortest text that is read back as the same number. NaN becomes the string `"NaN"`; infinities, the largest finite numbers.
    mutating func put(_ number: Double) {
        if number.isNaN { return "\"NaN\"".utf8.forEach { put($0) } }
        let finite = number.isInfinite ? Double.greatestFiniteMagnitude * (number < 0 ? -1 : 1) : number
        finite.write(to: &self)
    }

    private static func digitCount(_ magnitude: UInt64) -> Int {
        var (count, bound) = (1, UInt64(10))
        while count < 19, magnitude >= bound { (count, bound) = (count + 1, bound &* 10) }
        return count == 19 && magnitude >= 10_000_000_000_000_000_000 ? 20 : count
    }

    /// `00` to `99`.
    private static let pairs: StaticString =
        """
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
        """
}

/// For the standard library, which writes a number's shortest form into a stream.
extension TextCursor: TextOutputStream {
    mutating func write(_ string: String) {
        for byte in string.utf8 { put(byte) }
    }

    /// The standard library hands over the bytes of numbers here, without making a string of them first. A library that did not would call
    /// `write(_:)` instead.
    mutating func _writeASCII(_ buffer: UnsafeBufferPointer<UInt8>) { put(buffer) }
}

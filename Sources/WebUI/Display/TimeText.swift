/// A wall-clock time in UTC (ISO 8601): for machines with milliseconds, for people to the second.
struct TimeText: Sendable, Hashable {
    let iso: String
    let text: String

    /// - Parameter milliseconds: since the Unix epoch. Beyond the years 1 to 9999, which no calendar needs to render, the number itself stands.
    init(milliseconds: Int64) {
        guard (-62_135_596_800_000...253_402_300_799_999).contains(milliseconds) else {
            iso = ""
            text = "\(milliseconds) ms"
            return
        }
        let days = Self.floorDivide(milliseconds, by: 86_400_000)
        let inDay = milliseconds - days * 86_400_000
        let (year, month, day) = Self.date(ofDay: days)
        let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
        let seconds = inDay / 1_000
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }.joined(separator: ":")
        iso = "\(date)T\(time).\(Self.padded(inDay % 1_000, 3))Z"
        text = "\(date) \(time) UTC"
    }

    var fields: Fields { ["iso": iso, "text": text] }

    /// The proleptic Gregorian date of a day counted from 1970-01-01, after Howard Hinnant's `civil_from_days`.
    private static func date(ofDay days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private static func floorDivide(_ number: Int64, by divisor: Int64) -> Int64 {
        number / divisor - (number % divisor < 0 ? 1 : 0)
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }
}

import ArgumentParser

/// A number on the command line that has to lie within bounds, as the `transform` of an option.
enum Bounded {
    /// A count of bytes, connections, conditions.
    static func count(_ bounds: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
        { text in
            guard let number = Int(text), bounds.contains(number) else {
                throw ValidationError("'\(text)' is no whole number from \(bounds.lowerBound) to \(bounds.upperBound).")
            }
            return number
        }
    }

    /// A time in seconds, with a fraction if need be, of at most a day.
    static func seconds(_ text: String) throws -> Duration {
        guard let seconds = Double(text), (0.05...86_400).contains(seconds) else {
            throw ValidationError("'\(text)' is no number of seconds from 0.05 to 86400.")
        }
        return .milliseconds(Int(seconds * 1000))
    }
}

import Glibc
import Synchronization

/// The `Date` header's value, made once a second (RFC 9110, 5.6.7).
final class HTTPDate: Sendable {
    private let state = Mutex((second: time_t.min, text: ""))

    var now: String {
        var second = time_t()
        time(&second)
        return state.withLock { state in
            if state.second != second { state = (second, Self.format(second)) }
            return state.text
        }
    }

    static func format(_ second: time_t) -> String {
        var second = second
        var parts = tm()
        gmtime_r(&second, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(1_900 + parts.tm_year) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}

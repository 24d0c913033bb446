import TrackingEvents

/// A point of a series, ordered as histories are: by timestamp, step, value.
package struct SeriesPoint: Hashable, Sendable {
    package var timestamp: Int64
    package var step: Int64
    package var value: Double

    /// Equal points have equal bits: there is one NaN, and one zero.
    init(timestamp: Int64, step: Int64, value: Double) {
        self.timestamp = timestamp
        self.step = step
        self.value = value.isNaN ? .nan : value == 0 ? 0 : value
    }

    package static func == (left: SeriesPoint, right: SeriesPoint) -> Bool {
        left.timestamp == right.timestamp && left.step == right.step && left.value.bitPattern == right.value.bitPattern
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(timestamp)
        hasher.combine(step)
        hasher.combine(value.bitPattern)
    }

    /// Whether it comes after `other` as the latest observation: by step, timestamp, value.
    func isLater(than other: SeriesPoint) -> Bool {
        if step != other.step { return step > other.step }
        if timestamp != other.timestamp { return timestamp > other.timestamp }
        return Self.precedes(other.value, value)
    }

    /// NaN counts as zero; beside a zero the number is the greater one.
    private static func precedes(_ left: Double, _ right: Double) -> Bool {
        let (leftNumber, rightNumber) = (left.isNaN ? 0 : left, right.isNaN ? 0 : right)
        return leftNumber == rightNumber ? left.isNaN && !right.isNaN : leftNumber < rightNumber
    }
}

extension SeriesPoint: Comparable {
    package static func < (left: SeriesPoint, right: SeriesPoint) -> Bool {
        if left.timestamp != right.timestamp { return left.timestamp < right.timestamp }
        if left.step != right.step { return left.step < right.step }
        return precedes(left.value, right.value)
    }
}

extension [SeriesPoint] {
    /// Sorted, each point once: points are a set.
    func asSortedSet() -> [SeriesPoint] {
        var isStrictlyRising = true
        for index in indices.dropFirst() where !(self[index - 1] < self[index]) {
            isStrictlyRising = false
            break
        }
        if isStrictlyRising { return self }
        var unique: [SeriesPoint] = []
        unique.reserveCapacity(count)
        for point in sorted() where unique.last != point { unique.append(point) }
        return unique
    }
}

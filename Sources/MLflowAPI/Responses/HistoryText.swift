import TrackingEvents
import TrackingViews

/// The points of one series as JSON objects: what they have in common is escaped once.
struct HistoryText {
    private let beginning: [UInt8]
    private let ending: [UInt8]

    init(_ series: MetricSeries) {
        var writer = JSONWriter()
        writer.object { $0.member("key", series.key) }
        beginning = writer.bytes.dropLast() + Array(",\"value\":".utf8)
        writer = JSONWriter()
        writer.object {
            $0.member("model_id", ifPresent: series.model?.rawValue)
            $0.member("dataset_name", ifPresent: series.datasetName)
            $0.member("dataset_digest", ifPresent: series.datasetDigest)
        }
        let rest = writer.bytes.dropFirst()
        ending = rest.count == 1 ? Array(rest) : [UInt8(ascii: ",")] + rest
    }

    /// The most that one point takes.
    var byteCountMax: Int {
        beginning.count + ending.count + Self.timestamp.utf8CodeUnitCount + Self.step.utf8CodeUnitCount + TextCursor.numberByteCountMax + 2
            * TextCursor.integerByteCountMax
    }

    func put(_ point: SeriesPoint, at cursor: inout TextCursor) {
        cursor.put(beginning)
        cursor.put(point.value)
        Self.timestamp.withUTF8Buffer { cursor.put($0) }
        cursor.put(point.timestamp)
        Self.step.withUTF8Buffer { cursor.put($0) }
        cursor.put(point.step)
        cursor.put(ending)
    }

    private static let timestamp: StaticString = ",\"timestamp\":"
    private static let step: StaticString = ",\"step\":"
}

extension JSONWriter {
    /// Elements of an array, one for each point of `part`.
    mutating func values(_ part: HistoryPart) {
        let text = HistoryText(part.series)
        let before = bytes.count
        values(part.points, byteCountMax: text.byteCountMax) { text.put($1, at: &$0) }
        // What follows takes about as much: one allocation instead of many that are copied.
        let perPoint = (bytes.count - before) / max(part.points.count, 1) + 2
        if part.followingCount > 0, bytes.capacity - bytes.count < perPoint * part.followingCount {
            reserveCapacity(bytes.count + perPoint * part.followingCount)
        }
    }
}

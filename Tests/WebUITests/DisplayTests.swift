import Testing
import TrackingEvents

@testable import WebUI

@Suite("What pages show of times, numbers and histories")
struct DisplayTests {
    @Test(
        "Times stand in UTC, in ISO form",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_700_000_000_123, "2023-11-14T22:13:20.123Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"), (253_402_300_800_000, ""), (Int64.max, ""), (Int64.min, ""),
        ] as [(Int64, String)])
    func times(milliseconds: Int64, iso: String) { #expect(TimeText(milliseconds: milliseconds).iso == iso) }

    @Test(
        "Durations stand in their two largest units",
        arguments: [
            (0, 5, "5 ms"), (0, 1_500, "1.5 s"), (1_000, 62_000, "1 min 1 s"), (0, 3_660_000, "1 h 1 min"), (0, 90_000_000, "1 d 1 h"),
            (5, 0, "–"), (Int64.min, Int64.max, "–"), (0, nil, "–"),
        ] as [(Int64, Int64?, String)])
    func durations(start: Int64, end: Int64?, text: String) { #expect(DurationText.text(from: start, to: end) == text) }

    @Test(
        "Numbers are short to read",
        arguments: [
            (0.5, "0.5"), (0.123456789, "0.123457"), (1e300, "1e+300"), (-0.0, "-0"), (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "-∞"),
            (123_456, "123456"),
        ] as [(Double, String)])
    func numbers(value: Double, text: String) { #expect(NumberText.short(value) == text) }

    @Test(
        "Sizes go by powers of 1,024",
        arguments: [(0, "0 B"), (1_023, "1023 B"), (1_536, "1.5 KiB"), (UInt64.max, "16384.0 PiB")] as [(UInt64, String)])
    func sizes(count: UInt64, text: String) { #expect(NumberText.byteCount(count) == text) }

    private func points(_ values: [Double]) -> [MetricPoint] {
        values.enumerated().map { MetricPoint(value: $1, timestamp: Int64($0), step: Int64($0)) }
    }

    @Test("A history becomes a line from left to right, its largest value on top")
    func sparkline() throws {
        #expect(try #require(Sparkline(points([1, 3, 2]))).corners == "0.0,31.0 80.0,1.0 160.0,16.0")
        #expect(try #require(Sparkline(points([5, 5]))).corners == "0.0,16.0 160.0,16.0")
    }

    @Test("A single value, or none that is a number, has no line")
    func noLine() {
        #expect(Sparkline([]) == nil)
        #expect(Sparkline(points([1])) == nil)
        #expect(Sparkline(points([1, .nan, .infinity])) == nil)
    }

    @Test("A long history keeps its extremes in few corners, and the largest doubles stay within the chart")
    func downsampling() throws {
        var values = [Double](repeating: 0, count: 100_000)
        values[54_321] = .greatestFiniteMagnitude
        values[54_322] = -.greatestFiniteMagnitude
        let corners = try #require(Sparkline(points(values))).corners.split(separator: " ")
        #expect(corners.count <= 160)
        let heights = corners.compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
        #expect(heights.count == corners.count)
        #expect(heights.min() == 1 && heights.max() == 31)
    }
}

import Foundation
import LogPositions
import Testing
import TrackingEvents

@Suite struct GoldenEventTests {
    static let position = Position(log: Sample.log, sequence: SequenceNumber(9))

    @Test func everyEventTypeHasASample() {
        let sampled = Set(EventSample.all.map(\.payload.type))
        #expect(Set(EventType.names.keys).subtracting(sampled).isEmpty)
        #expect(Set(EventSample.all.map(\.name)).count == EventSample.all.count)
    }

    @Test(arguments: EventSample.all)
    func goldenBytesAreReadAndWrittenAsEver(_ sample: EventSample) throws {
        if GoldenFile(named: sample.name) == nil, ProcessInfo.processInfo.environment["CAIRN_WRITE_FIXTURES"] == "1" {
            try GoldenFile(head: sample.headBytes, body: sample.bodyBytes).write(named: sample.name)
        }
        let golden = try #require(GoldenFile(named: sample.name), "\(GoldenFile.advice)")
        let event = try EventCodec.decode(position: Self.position, head: golden.head, body: golden.body)
        #expect(event.head == sample.head, "\(GoldenFile.advice)")
        #expect(event.body == .full(reason: sample.reason, payload: sample.payload), "\(GoldenFile.advice)")
        #expect(sample.headBytes == golden.head, "\(GoldenFile.advice)")
        #expect(sample.bodyBytes == golden.body, "\(GoldenFile.advice)")
    }

    @Test func everyGoldenFileIsStillRead() throws {
        let names = try GoldenFile.names()
        #expect(names.count >= EventSample.all.count)
        for name in names {
            let golden = try #require(GoldenFile(named: name), "\(name)")
            _ = try EventCodec.decode(position: Self.position, head: golden.head, body: golden.body)
        }
    }

    @Test(arguments: EventSample.all)
    func headNamesWhatThePayloadIsAbout(_ sample: EventSample) throws {
        guard sample.name == sample.payload.type.description else { return }
        #expect(try EventCodec.decodeHead(sample.headBytes).entities == sample.payload.entities)
    }
}

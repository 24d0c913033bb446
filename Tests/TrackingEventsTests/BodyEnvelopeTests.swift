import Foundation
import Testing

@testable import TrackingEvents

/// The outer message of a body is written by hand; the generated code says what it should look like.
@Suite struct BodyEnvelopeTests {
    @Test(
        arguments: [nil, "", "a reason", String(repeating: "é", count: 200)] as [String?],
        [[], [1, 2, 3], [UInt8](repeating: 9, count: 20_000)])
    func handWrittenBytesAreThoseOfTheGeneratedMessage(reason: String?, payload: [UInt8]) throws {
        var message = WireBody()
        message.nonce = Data(EventSample.nonce)
        if let reason { message.reason = reason }
        message.payload = Data(payload)
        let bytes = WireCodec.encode(message)
        #expect(BodyEnvelope.encode(nonce: EventSample.nonce, reason: reason, payload: payload) == bytes)
        let contents = try BodyEnvelope.decode(bytes.span)
        #expect(contents.reason == reason)
        #expect(Array(bytes[contents.payload]) == payload)
    }

    @Test func registryOfNumbersInTheSchemaIsThatOfTheTypes() {
        let schema = Set(WireEventType.allCases.map(\.rawValue)).subtracting([0])
        #expect(schema == Set(EventType.names.keys.map { Int($0.rawValue) }))
        #expect(Set(WireLifecycleStage.allCases.map(\.rawValue)) == Set(LifecycleStage.allCases.map { Int($0.rawValue) } + [0]))
        #expect(Set(WireRunStatus.allCases.map(\.rawValue)) == Set(RunStatus.allCases.map { Int($0.rawValue) } + [0]))
        #expect(Set(WireLoggedModelStatus.allCases.map(\.rawValue)) == Set(LoggedModelStatus.allCases.map { Int($0.rawValue) } + [0]))
        #expect(Set(WireModelStage.allCases.map(\.rawValue)) == Set(ModelStage.allCases.map { Int($0.rawValue) } + [0]))
    }

    @Test(arguments: ["00112233445566778899aabbccddeeff", "m-00112233445566778899aabbccddeeff"])
    func digitsAreReadBigEndian(text: String) throws {
        let digits = try #require(HexIdentity(text, prefix: text.hasPrefix("m-") ? "m-" : ""))
        #expect(digits == HexIdentity(high: 0x0011_2233_4455_6677, low: 0x8899_aabb_ccdd_eeff))
        #expect(digits.text(prefix: text.hasPrefix("m-") ? "m-" : "") == text)
    }
}

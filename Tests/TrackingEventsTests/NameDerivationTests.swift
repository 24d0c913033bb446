import Testing
import TrackingEvents

/// Identities that follow from names. They are in everybody's logs: a change here would make one experiment two. The expected values were
/// computed by another program (Python's hashlib) from the rule that `NameDerivation` states.
@Suite struct NameDerivationTests {
    @Test(arguments: [
        ("fraud", UInt32(0), UInt64(30_968_638_453_803)),
        ("fraud", UInt32(1), UInt64(201_174_188_325_600)),
        ("Default", UInt32(1), UInt64(896_310_422_539_652)),
        ("Größe 😀", UInt32(0), UInt64(765_661_272_869_020)),
        ("", UInt32(0), UInt64(907_826_721_209_917)),
    ])
    func experimentIDFollowsFromItsName(name: String, counter: UInt32, number: UInt64) {
        #expect(ExperimentID.derived(fromName: name, counter: counter) == ExperimentID(number))
    }

    @Test(arguments: [
        ("fraud", UInt32(0), "4dcd55b4457fed756b86e8f54753253a"),
        ("fraud", UInt32(1), "312bf71f20b03439c02a3f8fd78f11db"),
        ("Default", UInt32(1), "caf3e9ed200f8341887d203f312c8e21"),
        ("Größe 😀", UInt32(0), "f7bd7669d74383679186cd1d89c3d2ac"),
        ("", UInt32(0), "ef885e2212f5eb923d7b858bea67fe61"),
    ])
    func registeredModelIDFollowsFromItsName(name: String, counter: UInt32, digits: String) {
        #expect(RegisteredModelID.derived(fromName: name, counter: counter) == RegisteredModelID(digits))
    }

    @Test func experimentDefaultIsZeroAndNoOtherIs() {
        #expect(ExperimentID.derived(fromName: "Default", counter: 0) == .default)
        #expect(ExperimentID.default.rawValue == 0)
        for counter in 0..<1_000 as Range<UInt32> {
            let derived = ExperimentID.derived(fromName: "fraud", counter: counter)
            #expect(derived.rawValue >= 1)
            #expect(derived.description.count <= 15)
        }
    }

    @Test func experimentIDReadsPlainDigitsOnly() {
        #expect(ExperimentID("0") == .default)
        #expect(ExperimentID("999999999999999999")?.rawValue == 999_999_999_999_999_999)
        for text in ["", "-1", "+1", " 1", "1a", "٣", "1000000000000000000"] { #expect(ExperimentID(text) == nil, "\(text)") }
    }
}

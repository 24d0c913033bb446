import Testing
import TrackingEvents

@Suite struct NameDerivationTests {
    @Test func defaultExperimentIsZero() {
        #expect(ExperimentID.derived(fromName: "Default", counter: 0) == ExperimentID(0))
    }
}

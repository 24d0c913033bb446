import Foundation
import Testing
import TrackingEvents

@Suite struct EnvironmentTests {
    @Test func systemClockTellsTheTime() {
        let before = Int64(Date().timeIntervalSince1970 * 1_000) - 1
        let now = SystemWallClock().nowMilliseconds()
        let after = Int64(Date().timeIntervalSince1970 * 1_000) + 1
        #expect((before...after).contains(now))
    }

    @Test(arguments: [0, 1, 7, 8, 9, 16, 32, 1_000]) func systemRandomnessGivesAsManyBytesAsAsked(count: Int) {
        #expect(SystemRandomness().bytes(count: count).count == count)
    }

    @Test func systemRandomnessDoesNotRepeatItself() {
        #expect(SystemRandomness().bytes(count: 32) != SystemRandomness().bytes(count: 32))
        #expect(Set(SystemRandomness().bytes(count: 4_096)).count > 200)
    }
}

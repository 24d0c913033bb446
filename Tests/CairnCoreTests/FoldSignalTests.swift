import Testing

@testable import CairnCore

@Suite("The folding thread's signal")
struct FoldSignalTests {
    @Test("a wake before the wait is not lost, and counts once")
    func earlyWake() {
        let signal = FoldSignal()
        signal.wake()
        signal.wake()
        #expect(signal.wait(milliseconds: 10_000) == .woken)
        #expect(signal.wait(milliseconds: 1) == .timeUp)
    }

    @Test("a stop ends every wait, also later ones")
    func stop() {
        let signal = FoldSignal()
        signal.stop()
        #expect(signal.wait(milliseconds: 10_000) == .stopped)
        #expect(signal.pause(milliseconds: 10_000) == .stopped)
    }
}

import Testing

@testable import TrackingStore

@Suite struct StoreErrorTests {
    @Test func describesItselfByTheSentenceThatSaysWhatToDo() {
        let error = StoreError(.notAStore, path: "/x", message: "/x is not a Cairn store; create one with `cairn init`.")
        #expect("\(error)" == error.message)
    }
}

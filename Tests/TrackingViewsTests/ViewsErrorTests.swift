import Testing

@testable import TrackingViews

@Suite struct ViewsErrorTests {
    @Test func saysWhatToDo() {
        let error = ViewsError(code: .cannotOpen, path: "/tmp/x", message: "cannot open the views; delete the directory")
        #expect(error.description.contains("/tmp/x"))
    }
}

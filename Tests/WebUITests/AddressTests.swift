import Testing
import TrackingEvents

@testable import WebUI

@Suite("Addresses of pages")
struct AddressTests {
    @Test(
        "An address means one page, and the page's own path means it again",
        arguments: [
            ("/", PageAddress.experiments), ("", .experiments), ("/experiments", .experiments), ("/experiments/", .experiments),
            ("/experiments/7", .experiment(ExperimentID(7))), ("/experiments/7/runs/abc", .run(ExperimentID(7), RunID("abc"))),
            ("/experiments/7/models/m-1", .loggedModel(ExperimentID(7), LoggedModelID("m-1"))), ("/models", .models),
            ("/models/a%20b", .model("a b")), ("/models/%C3%A9%25", .model("é%")),
            ("/models/a%2Fb/versions/3", .version(model: "a/b", number: 3)),
        ])
    func addresses(path: String, expected: PageAddress) {
        #expect(PageAddress(path: path) == expected)
        #expect(PageAddress(path: expected.path) == expected)
    }

    @Test(
        "What lies below a known page but is none gets our own page for that",
        arguments: [
            "/experiments/x", "/experiments/-1", "/experiments/7/runs", "/experiments/7/foo/1", "/experiments/7/runs/a/b",
            "/experiments/%zz",
            "/experiments/99999999999999999999", "/models/a/versions", "/models/a/versions/x", "/models/a/versions/01",
            "/models/a/versions/+1",
            "/models/a/versions/4294967296", "/models/%ff", "/models/%", "/models/%4", "/models/a/b/c/d", "/assets/a/b",
        ])
    func strangers(path: String) { #expect(PageAddress(path: path) == .nothing) }

    @Test("Other addresses are not ours", arguments: ["/foo", "/api/2.0/mlflow/runs/get", "/favicon.ico", "/experimentsx"])
    func others(path: String) { #expect(PageAddress(path: path) == nil) }

    @Test("Query fields are decoded, the first of a name counts, malformed ones are left out")
    func queries() {
        let query = QueryFields("a=1&a=2&b=x+y%26&c&d=%zz&=e&f=%C3%A9")
        #expect(query["a"] == "1")
        #expect(query["b"] == "x y&")
        #expect(query["c"] == "")
        #expect(query["d"] == nil)
        #expect(query["f"] == "é")
        #expect(query.text("c") == nil)
        #expect(QueryFields("a=1&b=2").setting("a", to: "ü &").address(under: "/p") == "/p?b=2&a=%C3%BC%20%26")
        #expect(QueryFields("a=1").setting("a", to: nil).address(under: "/p") == "/p")
    }

    @Test(
        "Any page number leads to a page",
        arguments: [
            ("", 1), ("page=3", 3), ("page=0", 1), ("page=-9223372036854775808", 1), ("page=9223372036854775807", 1_000_000), ("page=x", 1),
        ])
    func pages(query: String, number: Int) {
        let pager = Pager(QueryFields(query), size: 100)
        #expect(pager.number == number)
        #expect(pager.offset == (number - 1) * 100)
    }
}

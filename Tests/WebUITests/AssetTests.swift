import Testing

@testable import WebUI

@Suite("Assets")
struct AssetTests {
    @Test("Every template parses")
    func templates() throws { _ = try Templates() }

    @Test("No template puts a value on a page unescaped", arguments: Templates.names)
    func noUnescapedValues(name: String) throws {
        let text = String(decoding: try #require(StaticAsset.bytes(named: name + ".mustache")), as: UTF8.self)
        #expect(!text.contains("{{{") && !text.contains("{{&"))
    }

    @Test(
        "An asset at its own address may be cached for ever, at any other address it is asked for again",
        arguments: StaticAsset.all.map(\.name))
    func caching(name: String) throws {
        let asset = try #require(StaticAsset.all.first { $0.name == name })
        #expect(!asset.bytes.isEmpty)
        let ui = WebUI(pageViews: PlantedViews(), readRunFilter: { _ in .conditions([]) }, audit: nil)
        func header(_ query: String?) throws -> [String: String] {
            let page = try #require(try ui.page(path: "/assets/\(name)", query: query))
            #expect(page.bytes == asset.bytes)
            return Dictionary(uniqueKeysWithValues: page.headers.map { ($0.name, $0.value) })
        }
        let own = try header("v=\(asset.version)")
        #expect(own["Cache-Control"]?.contains("immutable") == true)
        #expect(own["ETag"] == "\"\(asset.version)\"")
        #expect(try header("v=0000")["Cache-Control"] == "no-cache")
        #expect(try header(nil)["Cache-Control"] == "no-cache")
    }

    @Test(
        "Unknown assets, and templates, are not served",
        arguments: ["/assets/none.css", "/assets/layout.mustache", "/assets/..%2Fstyle.css"])
    func unknown(path: String) throws {
        let ui = WebUI(pageViews: PlantedViews(), readRunFilter: { _ in .conditions([]) }, audit: nil)
        #expect(try ui.page(path: path, query: nil) == nil)
    }
}

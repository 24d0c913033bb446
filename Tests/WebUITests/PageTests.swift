import LogPositions
import Testing
import TrackingEvents
import TrackingViews

@testable import WebUI

extension Position {
    static let planted = Position(log: LogID(high: 1, low: 2), sequence: SequenceNumber(5))
}

@Suite("Pages")
struct PageTests {
    private func ui(_ views: PlantedViews, audit: WebUI.AuditSource? = nil) -> WebUI {
        WebUI(
            pageViews: views, readRunFilter: { $0 == "bad" ? .refused("Invalid clause(s) in filter string: 'bad'") : .conditions([]) },
            audit: audit)
    }

    private func text(_ ui: WebUI, _ path: String, query: String? = nil, status: Int = 200) throws -> String {
        let page = try #require(try ui.page(path: path, query: query))
        #expect(page.status == status)
        #expect(page.contentType == "text/html; charset=utf-8")
        return String(decoding: page.bytes, as: UTF8.self)
    }

    static let everyPage = [
        "/", "/experiments", "/experiments/7", "/experiments/7/runs/run-1", "/experiments/7/runs/run-2", "/experiments/7/models/m-1",
        "/models",
        "/models/NAME", "/models/NAME/versions/3", "/models/NAME/versions/4", "/experiments/8", "/experiments/7/runs/NAME",
    ]

    @Test(
        "No name, tag, value or address on any page becomes markup", arguments: everyPage,
        [
            "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' onclick='alert(1)",
            // To Swift a sign and the accent that follows it are one character, to a browser they are two.
            "<\u{301}img src=x>", "\"\u{301} onmouseover=alert(1) x=\"\u{301}", "&lt;\u{0}&amp;",
        ])
    func escapesEverything(path: String, name: String) throws {
        let audit: WebUI.AuditSource = { _, _ in
            [AuditLine(position: name, wallClockMilliseconds: 0, actor: name, event: name, detail: name)]
        }
        let path = path.split(separator: "NAME", omittingEmptySubsequences: false).joined(separator: PercentCoding.encode(name))
        let encoded = PercentCoding.encode(name)
        let bytes = try #require(try ui(.naming(everything: name), audit: audit).page(path: path, query: "filter=\(encoded)")).bytes
        func count(_ byte: Character, in bytes: [UInt8]) -> Int { bytes.count { $0 == byte.asciiValue } }
        // Escaping leaves as many signs of markup as the templates wrote: what names bring along would add to them.
        let plain = try #require(
            try ui(.naming(everything: "NAME"), audit: audit).page(
                path: path.replacing(PercentCoding.encode(name), with: "NAME"), query: "filter=NAME"))
        for sign in ["<", ">", "\""] as [Character] {
            #expect(count(sign, in: bytes) == count(sign, in: plain.bytes), "\(sign) on \(path)")
        }
        #expect(!bytes.contains(0))
        #expect(bytes.count > 500)
    }

    @Test("Every page may load this server's style and script only, and no inline script", arguments: everyPage)
    func contentSecurityPolicy(path: String) throws {
        let page = try #require(try ui(.naming(everything: "NAME")).page(path: path, query: nil))
        let policy = try #require(page.headers.first { $0.name == "Content-Security-Policy" }).value
        #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'") && !policy.contains("unsafe"))
        let html = String(decoding: page.bytes, as: UTF8.self)
        #expect(html.contains("<script src=\"/assets/follow.js?v="))
        #expect(!html.contains("<script>") && !html.contains("style=\"") && !html.contains("onclick"))
        #expect(html.hasPrefix("<!doctype html>"))
        #expect(html.contains("</html>"))
    }

    @Test("The list of experiments gives names, IDs, counts and UTC times")
    func experiments() throws {
        let html = try text(ui(.naming(everything: "NAME")), "/")
        #expect(html.contains("<a href=\"/experiments/7\">NAME</a>"))
        #expect(html.contains("<td class=\"number\">12</td>"))
        #expect(html.contains("<time datetime=\"1970-01-01T00:00:00.000Z\">1970-01-01 00:00:00 UTC</time>"))
    }

    @Test("The runs table shows what runs share, and links each")
    func runs() throws {
        let html = try text(ui(.naming(everything: "NAME")), "/experiments/7", query: "sort=-m.NAME")
        #expect(html.contains("<a href=\"/experiments/7/runs/run-1\">NAME</a>"))
        #expect(html.contains("<span class=\"pill good\">finished</span>"))
        #expect(html.contains("<td class=\"tight\">1 min 1 s</td>"))
        #expect(html.contains("title=\"0.5\">0.5</td>"))
        #expect(html.contains("?sort=m.NAME\">NAME ↓</a>"))
    }

    @Test("A filter that cannot be understood is answered with the reason, and stays in its box")
    func badFilter() throws {
        let html = try text(ui(.naming(everything: "NAME")), "/experiments/7", query: "filter=bad", status: 400)
        #expect(html.contains("role=\"alert\">Invalid clause(s) in filter string: &#39;bad&#39;</p>"))
        #expect(html.contains("value=\"bad\""))
    }

    @Test("Long lists come in pages whose links keep filter and order")
    func paging() throws {
        var views = PlantedViews.naming(everything: "NAME")
        let run = views.runs[1]
        views.runs = (0..<250).map { index in
            var copy = run
            copy.id = RunID("run-\(index)")
            return copy
        }
        let html = try text(ui(views), "/experiments/7", query: "filter=x&sort=name&page=2")
        #expect(html.contains("rel=\"next\" href=\"/experiments/7?filter=x&amp;sort=name&amp;page=3\""))
        #expect(html.contains("rel=\"prev\" href=\"/experiments/7?filter=x&amp;sort=name\""))
        #expect(html.contains("/runs/run-100\"") && html.contains("/runs/run-199\"") && !html.contains("/runs/run-200\""))
        #expect(try !text(ui(views), "/experiments/7", query: "page=3").contains("rel=\"next\""))
    }

    @Test("A run's page shows its data, its charts, its artifacts, its relatives and its versions")
    func run() throws {
        let html = try text(ui(.naming(everything: "NAME")), "/experiments/7/runs/run-1")
        #expect(html.contains("<td class=\"key\">NAME</td><td class=\"value\">NAME</td>"))
        #expect(html.contains("<polyline points=\"0.0,31.0 80.0,1.0 160.0,16.0\"/>"))
        #expect(html.contains("href=\"/api/2.0/mlflow-artifacts/artifacts/7/run-1/artifacts/NAME\""))
        #expect(html.contains("href=\"/experiments/7/runs/run-1?path=NAME#artifacts\">NAME/</a>"))
        #expect(html.contains("1.5 KiB"))
        #expect(html.contains("<h2>Child runs</h2>") && html.contains("/experiments/7/runs/run-2"))
        #expect(html.contains("<a href=\"/models/NAME/versions/3\">NAME version 3</a>"))
        #expect(html.contains("<a href=\"/experiments/7/models/m-1\">m-1</a>"))
        #expect(html.contains("deleted"))
        // Its parent is a run that nobody knows: an ID, and no link.
        #expect(html.contains("<dt>Parent run</dt><dd><code>NAME</code></dd>"))
    }

    @Test("A directory of artifacts is one query away, and none leads above a run's own", arguments: ["..", "a/../..", "/..", "."])
    func artifactDirectories(path: String) throws {
        var views = PlantedViews.naming(everything: "NAME")
        views.artifacts["7/run-1/artifacts/model/data"] = [ArtifactEntry(name: "w eights.bin", isDirectory: false, byteCount: 1)]
        views.artifacts["7"] = [ArtifactEntry(name: "secret", isDirectory: false, byteCount: 1)]
        let inside = try text(ui(views), "/experiments/7/runs/run-1", query: "path=model/data")
        #expect(inside.contains("/api/2.0/mlflow-artifacts/artifacts/7/run-1/artifacts/model/data/w%20eights.bin"))
        let outside = try text(ui(views), "/experiments/7/runs/run-1", query: "path=\(PercentCoding.encode(path))")
        #expect(!outside.contains("secret"))
    }

    @Test("The registry's pages show stages, aliases and where versions come from")
    func registry() throws {
        let ui = ui(.naming(everything: "NAME"))
        let list = try text(ui, "/models")
        #expect(list.contains("Version 3</a> <span class=\"pill good\">Production</span>"))
        #expect(list.contains("@NAME → 3"))
        let model = try text(ui, "/models/NAME")
        #expect(model.contains("<a href=\"/experiments/7/runs/run-1\">NAME</a>"))
        let version = try text(ui, "/models/NAME/versions/3")
        #expect(version.contains("<dt>Source run</dt><dd><a href=\"/experiments/7/runs/run-1\">NAME</a></dd>"))
        #expect(version.contains("<a href=\"/experiments/7/models/m-1\">m-1</a>"))
        #expect(!version.contains("<h2>Audit</h2>"))
    }

    @Test("A version's page ends with its events where their source is given")
    func audit() throws {
        let line = AuditLine(
            position: "\(Position.planted)", wallClockMilliseconds: 1_700_000_000_123, actor: "ada (asserted)", event: "StageChanged",
            detail: "to Production")
        let html = try text(ui(.naming(everything: "NAME"), audit: { _, _ in [line] }), "/models/NAME/versions/3")
        #expect(html.contains("<time datetime=\"2023-11-14T22:13:20.123Z\">"))
        #expect(html.contains("<td>StageChanged</td><td>ada (asserted)</td><td class=\"value\">to Production</td>"))
        #expect(html.contains(Position.planted.description))
    }

    @Test(
        "What is not there gets a page that says so",
        arguments: [
            "/experiments/99", "/experiments/7/runs/none", "/experiments/8/runs/run-1", "/models/none", "/models/NAME/versions/9",
            "/models/a/b/c",
            "/experiments/7/models/none", "/experiments/8/models/m-1",
        ])
    func notFound(path: String) throws {
        #expect(try text(ui(.naming(everything: "NAME")), path, status: 404).contains("<h1>Not found</h1>"))
    }

    @Test("An empty store shows that it is empty")
    func empty() throws {
        #expect(try text(ui(PlantedViews()), "/").contains("No experiments here."))
        #expect(try text(ui(PlantedViews()), "/models").contains("No registered models yet."))
    }

    @Test("Addresses of others are left to them", arguments: ["/api/2.0/mlflow/runs/get", "/health", "/nowhere"])
    func leavesOthers(path: String) throws { #expect(try ui(PlantedViews()).page(path: path, query: nil) == nil) }
}

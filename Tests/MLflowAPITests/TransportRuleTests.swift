import Testing
import TrackingEvents

@testable import MLflowAPI

@Suite("Rules for keys, names, paths and places")
struct TransportRuleTests {
    static let limits = APILimits()

    @Test("keys by rule K", arguments: ["a/b", "a:b c-d_e.f", "é", "日本", "x٣", "system/cpu", String(repeating: "k", count: 250)])
    func keys(_ key: String) throws { try KeyRule.check(key, "key") }

    @Test(
        "other keys are refused",
        arguments: [
            "", "a//b", "../x", "/x", "x/", ".", "..", "a/../b", "a/./b", "a@b", "a$b", "a\nb", "a\tb", "a\\b", "e\u{301}",
            String(repeating: "k", count: 251), String(repeating: "é", count: 251),
        ])
    func refusedKeys(_ key: String) {
        #expect(throws: APIError.self) { try KeyRule.check(key, "key") }
    }

    @Test(
        "a path that leaves the tree is refused in every disguise",
        arguments: [
            "../x", "%2e%2e/x", "%252e%252e/x", "%25252e%25252e/x", "/etc/x", "//etc/x", "%2fetc/x", "C:/x", "c%3A/x", "C:\\x",
            "a/../../b", "a/..%2f..%2fb", "a\\..\\b", "%5c..", "a%5cb", "a%00b", "a%2500b", "a#b", "a%23b", "..", "a/..", "%2e%2e",
            "a%0ab", "file:///etc/passwd", "FILE:/x", "%66ile:/x", "a%ff", "%252e./x",
        ])
    func traversal(_ raw: String) {
        #expect(throws: APIError.invalid("Invalid path")) {
            _ = try ArtifactPath.checked(try ArtifactPath.decoded(raw), limits: Self.limits)
        }
    }

    @Test(
        "ordinary paths keep their names",
        arguments: [
            ("a/b.txt", "a/b.txt"), ("a//b", "a/b"), ("a/./b", "a/b"), ("a+b.png", "a+b.png"), ("a%20b", "a b"), ("100%25", "100%"),
            ("a%26b%3Fc%3Ad", "a&b?c:d"), ("%C3%A9", "é"), ("...", "..."), ("a..b", "a..b"), ("%zz", "%zz"), ("", ""), ("a:b", "a:b"),
        ])
    func paths(_ raw: String, _ expected: String) throws {
        #expect(try ArtifactPath.checked(try ArtifactPath.decoded(raw), limits: Self.limits) == expected)
    }

    @Test("aliases", arguments: ["v1a", "12", "é", "champion", "a-b_c", "V", String(repeating: "a", count: 255)])
    func aliases(_ alias: String) throws { try RegistryRules.checkAlias(alias) }

    @Test(
        "reserved and malformed aliases are refused",
        arguments: ["", "latest", "LATEST", "Latest", "v1", "V12", "a b", "a/b", "a:b", "a.b", "a@b", String(repeating: "a", count: 256)])
    func refusedAliases(_ alias: String) {
        #expect(throws: APIError.self) { try RegistryRules.checkAlias(alias) }
    }

    @Test("names of models", arguments: ["x é@#", "a b", "model.v2", "m-1"])
    func modelNames(_ name: String) throws { try RegistryRules.checkName(name, "name") }

    @Test("names of models that are refused", arguments: ["", "  ", "a/b", "a:b", ".", "..", "/"])
    func refusedModelNames(_ name: String) {
        #expect(throws: APIError.self) { try RegistryRules.checkName(name, "name") }
    }

    static let locations: [(String, ArtifactLocation?)] = [
        ("", nil), ("s3://b/p", .elsewhere(uri: "s3://b/p")), ("file:///tmp/x", .elsewhere(uri: "file:///tmp/x")),
        ("/tmp/x", .elsewhere(uri: "/tmp/x")), ("mlflow-artifacts:/a/b", .tree(path: "a/b")), ("mlflow-artifacts:///a", .tree(path: "a")),
        ("gs://b", .elsewhere(uri: "gs://b")), ("wasbs://c@h/p", .elsewhere(uri: "wasbs://c@h/p")), ("dbfs:/x", .elsewhere(uri: "dbfs:/x")),
    ]

    @Test("places for an experiment's artifacts", arguments: locations)
    func location(_ text: String, _ expected: ArtifactLocation?) throws {
        #expect(try ExperimentRules.location(text, limits: Self.limits) == expected)
    }

    @Test(
        "places that are refused",
        arguments: [
            "runs:/abc/x", "s3://b/p#x", "s3://b/p;x", "http://h/x", "https://h/x", "ftp://h", "sftp://h", "hdfs://h/x", "viewfs:/x",
            "r2:/x",
            "b2://x", "abfss://x", "HTTP://h/x", "mlflow-artifacts://h/x", "s3://b/../c", "s3://b/%2e%2e/c", "s3://b/p?x=..", "/a/../b",
            "mlflow-artifacts:/../x", "s3://b/%252e%252e/x", "s3://b/a%00b", "s3://" + String(repeating: "b", count: 2_048),
        ])
    func refusedLocation(_ text: String) {
        #expect(throws: APIError.self) { _ = try ExperimentRules.location(text, limits: Self.limits) }
    }

    static let uris: [(String, ModelURI?)] = [
        ("models:/fraud/7", .version(model: "fraud", number: 7, path: "")),
        ("models:/fraud/7/model.pkl", .version(model: "fraud", number: 7, path: "model.pkl")),
        ("models:/fraud/Production", .stage(model: "fraud", stage: .production, path: "")),
        ("models:/fraud/staging/a/b", .stage(model: "fraud", stage: .staging, path: "a/b")),
        ("models:/fraud/latest", .latest(model: "fraud", path: "")),
        ("models:/fraud@champion", .alias(model: "fraud", alias: "champion", path: "")),
        ("models:/fraud@champion/a", .alias(model: "fraud", alias: "champion", path: "a")),
        ("models:/a@b/3", .version(model: "a@b", number: 3, path: "")),
        ("models:/my%20model/1", .version(model: "my model", number: 1, path: "")),
        ("models:/my model/1", .version(model: "my model", number: 1, path: "")),
        ("models:///fraud/7", .version(model: "fraud", number: 7, path: "")),
        ("models:/fraud/7/", .version(model: "fraud", number: 7, path: "")),
        (
            "models:/m-0123456789abcdef0123456789abcdef/x",
            .loggedModel(LoggedModelID("m-0123456789abcdef0123456789abcdef"), path: "x")
        ),
        ("models:/m-x", .loggedModel(LoggedModelID("m-x"), path: "")),
        ("models:/m-x/1", .version(model: "m-x", number: 1, path: "")),
        ("runs:/abc/model/MLmodel", .run(RunID("abc"), path: "model/MLmodel")),
        ("runs:/abc", .run(RunID("abc"), path: "")),
        ("models:/fraud", nil), ("models:/fraud/Bogus", nil), ("models:/", nil), ("models:fraud/1", nil), ("models://host/fraud/1", nil),
        ("runs:/", nil), ("s3://b/p", nil), ("", nil), ("models:/fraud@", nil), ("models:/@a", nil), ("models:/fraud/99999999999", nil),
    ]

    @Test("URIs of models and of files of runs", arguments: uris)
    func modelURI(_ text: String, _ expected: ModelURI?) { #expect(ModelURI(text) == expected) }

    static let ranges: [(String?, ByteRangeHeader.Selection)] = [
        (nil, .everything), ("bytes=0-9", .part(0..<10)), ("bytes=90-", .part(90..<100)), ("bytes=-10", .part(90..<100)),
        ("bytes=0-1000", .part(0..<100)), ("bytes=-1000", .part(0..<100)), ("bytes=100-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
        ("bytes=5-4", .everything), ("bytes=0-1,3-4", .everything), ("items=0-1", .everything), ("bytes=a-b", .everything),
        ("bytes=0-18446744073709551615", .part(0..<100)), ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=+1-2", .everything),
    ]

    @Test("ranges of bytes", arguments: ranges)
    func range(_ header: String?, _ expected: ByteRangeHeader.Selection) {
        #expect(ByteRangeHeader.select(header, of: 100) == expected)
    }

    @Test("a page token goes on with the query that it came from, and with no other")
    func pageToken() throws {
        let tokens = PageToken(query: ["runs", "metrics.a > 1"])
        let token = tokens.token(forOffset: 100)
        #expect(try tokens.offset(of: token) == 100)
        #expect(try tokens.offset(of: nil) == 0)
        #expect(throws: APIError.self) { _ = try PageToken(query: ["runs", ""]).offset(of: token) }
        for forged in ["garbage", "eyJvZmZzZXQiOiAxfQ==", String(token.reversed()), token + "00", String(repeating: "0", count: 32)] {
            #expect(throws: APIError.self) { _ = try tokens.offset(of: forged) }
        }
    }

    @Test("values are cut by characters, not by bytes")
    func cut() {
        let text = String(repeating: "é", count: 10)
        #expect(text.cut(to: 3) == "ééé")
        #expect(text.hasAtMost(10) && !text.hasAtMost(9))
        #expect("".hasAtMost(0) && "abc".cut(to: 3) == "abc")
    }
}

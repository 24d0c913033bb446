package import TrackingEvents

/// MLflow's URIs of models, and of files of runs.
///
/// `models:/NAME/VERSION`, `models:/NAME/STAGE`, `models:/NAME/latest`, `models:/NAME@ALIAS`, `models:/m-ID`, `runs:/RUN/PATH`; all but the alias form
/// may be followed by a path within the artifacts. Names are percent-decoded once, as MLflow does when it takes a URI apart.
package enum ModelURI: Hashable, Sendable {
    case version(model: String, number: UInt32, path: String)
    case stage(model: String, stage: ModelStage, path: String)
    case latest(model: String, path: String)
    case alias(model: String, alias: String, path: String)
    case loggedModel(LoggedModelID, path: String)
    case run(RunID, path: String)

    /// What a text has to look like, for messages.
    package static let forms =
        "models:/NAME/VERSION, models:/NAME/STAGE, models:/NAME/latest, models:/NAME@ALIAS, models:/m-ID or runs:/RUN_ID/PATH"

    /// Nil when `text` is none of the forms.
    package init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let rest = text[text.utf8.index(after: colon)...]
        // `models:/x` and `models:///x`; with two slashes the next word would be a host.
        guard rest.hasPrefix("/"), !rest.hasPrefix("//") || rest.hasPrefix("///") else { return nil }
        var segments: [String] = []
        for raw in rest.split(separator: "/") {
            guard let segment = String(validating: PercentEncoding.decoded(raw.utf8), as: UTF8.self) else { return nil }
            guard !segment.utf8.contains(0) else { return nil }
            segments.append(segment)
        }
        guard let first = segments.first else { return nil }
        switch text[..<colon].lowercased() {
        case "models": self.init(modelSegments: segments)
        case "runs": self = .run(RunID(first), path: Self.path(segments.dropFirst()))
        default: return nil
        }
    }

    private init?(modelSegments segments: [String]) {
        let name = segments[0]
        if Self.isLoggedModel(name) || segments.count == 1 && name.hasPrefix("m-") && !name.contains("@") {
            self = .loggedModel(LoggedModelID(name), path: Self.path(segments.dropFirst()))
        } else if let at = name.lastIndex(of: "@"), !(segments.count == 2 && Self.isNumber(segments[1])) {
            // A name may hold an @ itself: then the number behind it decides.
            let alias = String(name[name.index(after: at)...])
            guard at != name.startIndex, !alias.isEmpty else { return nil }
            self = .alias(model: String(name[..<at]), alias: alias, path: Self.path(segments.dropFirst()))
        } else {
            guard segments.count > 1 else { return nil }
            self.init(model: name, selector: segments[1], path: Self.path(segments.dropFirst(2)))
        }
    }

    private init?(model: String, selector: String, path: String) {
        if Self.isNumber(selector) {
            guard let number = UInt32(selector) else { return nil }
            self = .version(model: model, number: number, path: path)
        } else if selector.lowercased() == RegistryRules.latestAlias {
            self = .latest(model: model, path: path)
        } else if let stage = try? RegistryRules.stage(selector) {
            self = .stage(model: model, stage: stage, path: path)
        } else {
            return nil
        }
    }

    private static func path(_ segments: ArraySlice<String>) -> String { segments.joined(separator: "/") }

    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// `m-` and 32 hexadecimal digits. A registered model may be called `m-x`, but not be told from a logged model by this form.
    private static func isLoggedModel(_ name: String) -> Bool {
        name.utf8.count == 34 && name.utf8.dropFirst(2).allSatisfy { JSONText.hexadecimalDigit($0) != nil }
    }
}

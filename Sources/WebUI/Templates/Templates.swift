import Mustache

/// The page templates, parsed once.
///
/// Every value is escaped for HTML, in text and in quoted attributes alike; no template uses the unescaped form.
struct Templates: Sendable {
    private let library: MustacheLibrary

    static let shared: Templates = {
        // The templates are part of the program: that they parse is tested, not hoped for.
        do { return try Templates() } catch { preconditionFailure("a page template does not parse: \(error)") }
    }()

    static let names = [
        "layout", "pager", "tags", "experiments", "experiment", "run", "logged-model", "models", "model", "version", "not-found",
    ]

    init() throws {
        MustacheContentTypes.register(EscapedHTML(), named: EscapedHTML.name)
        var library = MustacheLibrary()
        for name in Self.names {
            guard let asset = StaticAsset.bytes(named: name + ".mustache") else { throw MissingTemplate(name: name) }
            // A partial begins with Mustache's own content type again, so each template names ours.
            let text = "{{% CONTENT_TYPE: \(EscapedHTML.name)}}\n" + String(decoding: asset, as: UTF8.self)
            try library.register(text, named: name)
        }
        self.library = library
    }

    func render(_ content: PageContent) throws -> String {
        var fields = content.fields
        fields["title"] = content.title
        fields["trail"] = content.trail.map(\.fields)
        fields["assets"] = StaticAsset.addresses
        guard let text = library.render(fields, withTemplate: content.template.description) else {
            throw MissingTemplate(name: content.template.description)
        }
        return text
    }

    struct MissingTemplate: Error { var name: String }
}

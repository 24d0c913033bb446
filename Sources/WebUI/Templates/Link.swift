/// A link with its text.
struct Link: Sendable, Hashable {
    var text: String
    var url: String

    var fields: Fields { ["text": text, "url": url] }
}

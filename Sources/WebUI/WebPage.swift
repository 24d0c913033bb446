/// A page or an asset, ready to be sent.
package struct WebPage: Sendable {
    package var status: Int
    package var contentType: String
    /// What to send besides the content's type and length.
    package var headers: [(name: String, value: String)]
    package var bytes: [UInt8]

    package init(status: Int, contentType: String, headers: [(name: String, value: String)], bytes: [UInt8]) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.bytes = bytes
    }

    /// A page of HTML. It may load this server's style, script and images, and nothing else: a value that slipped through unescaped could
    /// still not run.
    static func html(_ text: String, status: Int = 200) -> WebPage {
        WebPage(
            status: status, contentType: "text/html; charset=utf-8",
            headers: [
                ("Cache-Control", "no-cache"),
                (
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                ),
                ("Referrer-Policy", "same-origin"),
                ("X-Content-Type-Options", "nosniff"),
            ], bytes: Array(text.utf8))
    }
}

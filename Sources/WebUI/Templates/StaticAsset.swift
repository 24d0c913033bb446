import CWebAssets
import ContentHashing

/// A file that pages refer to: style, script, icon. Its address holds a hash of it, so that it may be cached for ever.
struct StaticAsset: Sendable {
    let name: String
    let contentType: String
    let bytes: [UInt8]
    /// The beginning of the content's SHA-256, in hexadecimal digits.
    let version: String

    static let all: [StaticAsset] = [
        StaticAsset(name: "style.css", contentType: "text/css; charset=utf-8"),
        StaticAsset(name: "follow.js", contentType: "text/javascript; charset=utf-8"),
        StaticAsset(name: "icon.svg", contentType: "image/svg+xml"),
    ]

    /// What the layout refers to.
    static let addresses: [String: String] = ["style": all[0].address, "script": all[1].address, "icon": all[2].address]

    private init(name: String, contentType: String) {
        self.name = name
        self.contentType = contentType
        bytes = Self.bytes(named: name) ?? []
        version = String(SHA256.digest(bytes).description.prefix(16))
    }

    var address: String { "/assets/\(name)?v=\(version)" }

    /// - Parameter version: what the address says; without it, or with another, the answer has to be asked for again each time.
    static func page(named name: String, version: String?) -> WebPage? {
        guard let asset = all.first(where: { $0.name == name }) else { return nil }
        let caching = version == asset.version ? "public, max-age=31536000, immutable" : "no-cache"
        return WebPage(
            status: 200, contentType: asset.contentType,
            headers: [("Cache-Control", caching), ("ETag", "\"\(asset.version)\""), ("X-Content-Type-Options", "nosniff")],
            bytes: asset.bytes)
    }

    /// The embedded file of that name.
    static func bytes(named name: String) -> [UInt8]? {
        let asset = cairn_web_asset_named(name)
        guard let start = asset.bytes else { return nil }
        return Array(UnsafeBufferPointer(start: start, count: asset.count))
    }
}

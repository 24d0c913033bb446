// Lengths in characters, as MLflow counts them: Unicode scalars, not bytes and not grapheme clusters.

extension String {
    /// Whether there are no more than `limit` scalars. Cheap for what is short.
    func hasAtMost(_ limit: Int) -> Bool {
        utf8.count <= limit
            || unicodeScalars.index(unicodeScalars.startIndex, offsetBy: limit, limitedBy: unicodeScalars.endIndex)
                .map { $0 == unicodeScalars.endIndex } ?? true
    }

    /// The first `limit` scalars.
    func cut(to limit: Int) -> String {
        hasAtMost(limit) ? self : String(unicodeScalars.prefix(limit))
    }

    /// Whether there is nothing but white space.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}

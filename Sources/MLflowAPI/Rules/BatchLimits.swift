/// How much one log-batch may bring.
enum BatchLimits {
    static let maximumParamCount = 100
    static let maximumTagCount = 100
    static let maximumTotalCount = 1_000
    static let maximumDatasetCount = 1_000

    static func check(_ count: Int, atMost limit: Int, of items: String) throws(APIError) {
        guard count <= limit else {
            throw .invalid(
                "A batch logging request can contain at most \(limit) \(items). Got \(count) \(items). "
                    + "Please split up \(items) across multiple requests and try again.")
        }
    }
}

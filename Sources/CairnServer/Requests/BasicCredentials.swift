import Foundation

/// What `Authorization: Basic` carries (RFC 7617). MLflow's clients send it when MLFLOW_TRACKING_USERNAME is set.
///
/// There are no accounts yet, so the password means nothing and is not kept; the name says who asks, unchecked.
struct BasicCredentials {
    let name: String

    /// Nil for other schemes, for what is not Base64 of UTF-8, and for an empty name.
    init?(_ header: String?) {
        guard let header, header.prefix(6).lowercased() == "basic " else { return nil }
        guard let bytes = Data(base64Encoded: String(header.dropFirst(6))), let text = String(validating: bytes, as: UTF8.self) else {
            return nil
        }
        guard let name = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).first, !name.isEmpty else { return nil }
        guard !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return nil }
        self.name = String(name)
    }
}

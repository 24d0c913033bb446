/// The release that this binary is.
enum CairnVersion {
    static let text = "0.1.0"
}

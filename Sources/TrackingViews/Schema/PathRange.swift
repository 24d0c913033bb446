/// The paths below a directory, as a half-open range in the order of their bytes. The empty path is the root.
struct PathRange {
    var lowerBound: String
    var upperBound: String

    init(below directory: String) {
        lowerBound = directory.isEmpty ? "" : directory + "/"
        // "0" is the character after "/". Nothing in UTF-8 sorts after the last scalar.
        upperBound = directory.isEmpty ? "\u{10FFFF}" : directory + "0"
    }
}

/// Patterns of texts. Each says less than the rule in code, never more: a text that breaks the pattern breaks the rule.
enum DescribedText {
    static let digits = "^[0-9]+$"
    /// Key rule K, as far as ASCII goes: of the letters beyond it the pattern takes all.
    static let key = #"^[^\x00-\x1f!-,;-@\[-\^`\{-\x7f]+$"#
    /// No slash and no colon.
    static let modelName = "^[^/:]+$"
    static let alias = #"^[^\x00-,./:-@\[-\^`\{-\x7f]+$"#
    static let loggedModelName = #"^[^/:.%"']*$"#

    static let keyNote = "Letters, digits, `_`, `-`, `.`, `/`, `:` and spaces; no segment may be empty, `.` or `..`."
}

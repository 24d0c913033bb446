/// One value of a document that was read: 16 bytes that say what it is and where in the document's bytes it stands.
///
/// Nodes lie in the order of the text. The nodes of an object are key, value, key, value …; those of an array its elements. `next` is the index of
/// the node after this one and all that it contains.
struct JSONNode: Sendable {
    enum Kind: UInt8, Sendable {
        case null, `true`, `false`
        /// A number as the grammar of RFC 8259 has it.
        case number
        /// The bare words `NaN`, `Infinity` and `-Infinity`, which some versions of Python write.
        case notFinite
        case string
        case array, object
    }

    var kind: Kind
    /// For strings: whether the text holds escapes, so that its bytes are not yet its value.
    var hasEscapes = false
    /// Bytes of the text; of a string without its quotes.
    var start: UInt32
    var end: UInt32
    var next: UInt32
}

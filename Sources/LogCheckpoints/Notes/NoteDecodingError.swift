/// Why bytes are no note, checkpoint, proof or verifier key, and where that was noticed.
package struct NoteDecodingError: Error, Hashable, Sendable {
    /// In bytes from the start of what was read.
    package var byteOffset: Int
    /// For people.
    package var message: String

    package init(at byteOffset: Int, _ message: String) {
        self.byteOffset = byteOffset
        self.message = message
    }

    /// The same, of bytes that begin `offset` further on.
    func moved(by offset: Int) -> NoteDecodingError { NoteDecodingError(at: byteOffset + offset, message) }
}

extension NoteDecodingError: CustomStringConvertible {
    package var description: String { "byte \(byteOffset): \(message)" }
}

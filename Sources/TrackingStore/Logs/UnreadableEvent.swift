package import LogPositions

/// A record that is damaged, or whose bytes are no event.
///
/// It is thrown by the first visit that meets it. Afterwards, for the rest of this process, its log ends before it.
package struct UnreadableEvent: Error, Hashable, Sendable, CustomStringConvertible {
    package var position: Position
    /// What is wrong, and where in the files.
    package var cause: String

    package var description: String {
        "The event at \(position) cannot be read, so its log is served up to it: \(cause). Run `cairn verify`."
    }
}

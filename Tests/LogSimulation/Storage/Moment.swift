/// The state of things after one storage call.
package struct Moment: Sendable {
    /// The call, as text.
    package var call: String
    package var disk: Disk
    /// How far the program was when it made the next call: the last number that it gave to `SimulatedStorage.mark`.
    package var mark: Int
}

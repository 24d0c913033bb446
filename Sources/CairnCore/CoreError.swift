/// Why a store could not be brought to life, where no room below has said so already. The message says what to do.
package struct CoreError: Error, Sendable, CustomStringConvertible {
    package var path: String
    package var message: String

    package var description: String { message }
}

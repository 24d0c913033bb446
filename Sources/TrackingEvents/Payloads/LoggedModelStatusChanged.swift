/// The upload of a logged model ended, well or badly.
package struct LoggedModelStatusChanged: Hashable, Sendable {
    package var model: LoggedModelID
    package var status: LoggedModelStatus
    package var message: String?

    package init(model: LoggedModelID, status: LoggedModelStatus, message: String? = nil) {
        self.model = model
        self.status = status
        self.message = message
    }
}

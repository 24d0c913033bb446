/// Params were added to a logged model.
package struct LoggedModelParamsLogged: Hashable, Sendable {
    package var model: LoggedModelID
    package var params: [Param]

    package init(model: LoggedModelID, params: [Param]) {
        self.model = model
        self.params = params
    }
}

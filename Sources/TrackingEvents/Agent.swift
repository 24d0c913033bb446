/// With what something was done: the client program, the machine and the process.
package struct Agent: Hashable, Sendable {
    /// As the client names itself, `mlflow-python-client/3.17.2` or `cairn/0.1.0`.
    package var client: String
    package var host: String
    package var processID: UInt32

    package init(client: String, host: String, processID: UInt32) {
        self.client = client
        self.host = host
        self.processID = processID
    }
}

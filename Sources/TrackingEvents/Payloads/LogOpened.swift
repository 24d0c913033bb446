/// The first record of every log: who writes it, with what, and the ends of the store's own logs as its writer found them.
package struct LogOpened: Hashable, Sendable {
    package var store: StoreID
    package var publicKey: [UInt8]
    package var host: String
    package var bootID: String
    package var processID: UInt32
    package var softwareVersion: String
    package var heads: [LogHead]

    package init(
        store: StoreID, publicKey: [UInt8], host: String, bootID: String, processID: UInt32, softwareVersion: String, heads: [LogHead]
    ) {
        self.store = store
        self.publicKey = publicKey
        self.host = host
        self.bootID = bootID
        self.processID = processID
        self.softwareVersion = softwareVersion
        self.heads = heads
    }
}

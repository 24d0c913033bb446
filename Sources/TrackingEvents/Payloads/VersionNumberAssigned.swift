/// The authority gave a version its number. First in order wins.
package struct VersionNumberAssigned: Hashable, Sendable {
    package var model: RegisteredModelID
    package var version: ModelVersionID
    package var number: UInt32
    package var authority: StoreID
    package var epoch: UInt32

    package init(model: RegisteredModelID, version: ModelVersionID, number: UInt32, authority: StoreID, epoch: UInt32) {
        self.model = model
        self.version = version
        self.number = number
        self.authority = authority
        self.epoch = epoch
    }
}

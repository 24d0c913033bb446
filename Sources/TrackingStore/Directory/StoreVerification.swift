/// The outcome of re-hashing a store.
package struct StoreVerification: Sendable {
    package struct Finding: Hashable, Sendable {
        package var path: String
        package var byteOffset: UInt64?
        package var message: String
    }
    package struct Progress: Sendable {
        package var checkedByteCount: UInt64
        package var totalByteCount: UInt64
        package var path: String
    }

    package var findings: [Finding]
    package var logCount: Int
    package var recordCount: UInt64
    package var blobCount: Int
    package var byteCount: UInt64

    package static func run(on store: StoreDirectory, progress: (Progress) -> Void) throws(StoreError) -> StoreVerification { fatalError("not written yet") }
}

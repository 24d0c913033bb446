import ByteCoding
import ContentHashing

extension RegisteredModelID {
    /// The identity of the model first created under `name`.
    ///
    /// - Parameter counter: 0 at first; one more for each earlier model that was created under this name and renamed or deleted since.
    package static func derived(fromName name: String, counter: UInt32) -> RegisteredModelID {
        let digest = NameDerivation.digest(domain: "cairn-registered-model-v1", name: name, counter: counter)
        return RegisteredModelID(Hexadecimal.text(of: digest.bytes.prefix(16)))
    }
}

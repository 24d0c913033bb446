/// Who did something: a name, and how sure we are of it.
package struct Actor: Hashable, Sendable {
    package enum Assurance: Hashable, Sendable {
        /// The client said so (`user_id`, `mlflow.user`, the login name); nobody checked.
        case asserted
        /// A store checked a token: the store, and the token's public name.
        case authenticated(store: StoreID, token: String)
    }

    package var name: String
    package var assurance: Assurance

    package init(name: String, assurance: Assurance = .asserted) {
        self.name = name
        self.assurance = assurance
    }
}

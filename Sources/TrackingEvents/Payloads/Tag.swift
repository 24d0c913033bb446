/// A key and a value: a tag or a param.
package struct Tag: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

/// A hyper-parameter of a run or a logged model, written once.
package typealias Param = Tag

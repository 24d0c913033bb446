/// Which of the things that can be deleted softly a search looks at.
package enum ViewSelection: Hashable, Sendable {
    case active
    case deleted
    case all
}

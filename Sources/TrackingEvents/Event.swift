package import LogPositions

/// A decoded record: where it lies, its head, and its body where that has not been erased.
package struct Event: Sendable {
    package var position: Position
    package var head: EventHead
    package var body: EventBody

    package init(position: Position, head: EventHead, body: EventBody) {
        self.position = position
        self.head = head
        self.body = body
    }

    /// Its place in the total order of all events.
    package var order: EventOrder { EventOrder(stamp: head.stamp, position: position) }
}

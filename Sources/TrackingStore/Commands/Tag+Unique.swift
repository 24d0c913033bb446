package import TrackingEvents

extension [Tag] {
    /// Each key once, with its last value, in the order in which the keys came first. Keys that only look alike are two.
    package var keepingLastValues: [Tag] {
        var places: [ExactText: Int] = [:]
        places.reserveCapacity(count)
        var kept: [Tag] = []
        kept.reserveCapacity(count)
        for tag in self {
            let place = places.updateValue(kept.count, forKey: ExactText(tag.key))
            if let place {
                places[ExactText(tag.key)] = place
                kept[place] = tag
            } else {
                kept.append(tag)
            }
        }
        return kept
    }

    func value(of key: String) -> String? { last { ExactText.same($0.key, key) }?.value }
}

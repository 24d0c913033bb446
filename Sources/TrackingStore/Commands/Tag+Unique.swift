package import TrackingEvents

extension [Tag] {
    /// Each key once, with its last value, in the order in which the keys came first.
    package var keepingLastValues: [Tag] {
        var places: [String: Int] = [:]
        var kept: [Tag] = []
        for tag in self {
            if let place = places[tag.key] {
                kept[place] = tag
            } else {
                places[tag.key] = kept.count
                kept.append(tag)
            }
        }
        return kept
    }

    func value(of key: String) -> String? { last { $0.key == key }?.value }
}

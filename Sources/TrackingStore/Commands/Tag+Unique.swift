package import TrackingEvents

extension [Tag] {
    /// Each key once, with its last value, in the order in which the keys came first. Keys that only look alike are two.
    package var keepingLastValues: [Tag] {
        var places: [[UInt8]: Int] = [:]
        var kept: [Tag] = []
        for tag in self {
            let key = [UInt8](tag.key.utf8)
            if let place = places[key] {
                kept[place] = tag
            } else {
                places[key] = kept.count
                kept.append(tag)
            }
        }
        return kept
    }

    func value(of key: String) -> String? { last { $0.key == key }?.value }
}

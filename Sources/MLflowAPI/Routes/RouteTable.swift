/// All routes, found by method and path.
///
/// Plain paths are looked up in a dictionary; only those with parameters are compared piece by piece.
struct RouteTable: Sendable {
    enum Match: Sendable {
        case found(Route, parameters: [String: String])
        /// The path is there, but not with this method.
        case wrongMethod(allowed: [String])
        case unknown
    }

    /// As they were given.
    let routes: [Route]
    /// path → method → route
    private var plain: [String: [String: Route]] = [:]
    private var patterns: [(pattern: PathPattern, routes: [String: Route])] = []

    init(_ routes: [Route]) {
        self.routes = routes
        for route in routes { add(route) }
    }

    static let all = RouteTable(
        ServerRoutes.all + ExperimentRoutes.all + RunRoutes.all + RunDataRoutes.all + MetricRoutes.all
            + ArtifactRoutes.all + ArtifactListingRoutes.all + LoggedModelRoutes.all + RegisteredModelRoutes.all
            + AliasRoutes.all + ModelVersionRoutes.all)

    /// - Parameter path: as it arrived, percent-encoded.
    func match(method: String, path: String) -> Match {
        let path = Self.withoutPrefix(path)
        if let routes = plain[path] { return Self.choose(routes, method, parameters: [:]) }
        for (pattern, routes) in patterns {
            if let parameters = pattern.match(path) { return Self.choose(routes, method, parameters: parameters) }
        }
        return .unknown
    }

    private mutating func add(_ route: Route) {
        guard route.path.contains("{") else {
            plain[route.path, default: [:]][route.method] = route
            return
        }
        let pattern = PathPattern(route.path)
        if let place = patterns.firstIndex(where: { $0.pattern == pattern }) {
            patterns[place].routes[route.method] = route
        } else {
            patterns.append((pattern, [route.method: route]))
        }
    }

    /// Both prefixes mean the same; what has neither keeps its slash.
    private static func withoutPrefix(_ path: String) -> String {
        for prefix in ["/api/", "/ajax-api/"] where path.hasPrefix(prefix) { return String(path.dropFirst(prefix.count)) }
        return path
    }

    private static func choose(_ routes: [String: Route], _ method: String, parameters: [String: String]) -> Match {
        guard let route = routes[method] else { return .wrongMethod(allowed: routes.keys.sorted()) }
        return .found(route, parameters: parameters)
    }
}

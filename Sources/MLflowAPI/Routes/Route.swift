/// A method and a path, and what answers there.
///
/// Paths of the API are written without their prefix (`2.0/mlflow/runs/get`): each stands under `/api/` and under `/ajax-api/`. Others begin with a
/// slash. `{name}` takes one piece of a path, `{name…}` at the end all the rest.
struct Route: Sendable {
    let method: String
    let path: String
    let endpoint: Endpoint
    /// Whether the answer is decided by facts that are in memory in the usual case: no search, no wait for the views, no file.
    private(set) var isQuick = false

    init(_ method: String, _ path: String, _ endpoint: Endpoint) {
        self.method = method
        self.path = path
        self.endpoint = endpoint
    }

    /// The same route, marked as quick.
    var quick: Route {
        var route = self
        route.isQuick = true
        return route
    }

    static func get(_ path: String, _ endpoint: Endpoint) -> Route { Route("GET", path, endpoint) }
    static func post(_ path: String, _ endpoint: Endpoint) -> Route { Route("POST", path, endpoint) }
    static func put(_ path: String, _ endpoint: Endpoint) -> Route { Route("PUT", path, endpoint) }
    static func patch(_ path: String, _ endpoint: Endpoint) -> Route { Route("PATCH", path, endpoint) }
    static func delete(_ path: String, _ endpoint: Endpoint) -> Route { Route("DELETE", path, endpoint) }
}

import TrackingStore
import TrackingViews

/// MLflow's REST API without a socket: a request's head in, a plan out.
///
/// It never waits for durability: an outcome names the commits that have to be durable before it is sent. Everything in it blocks at most for a
/// read of the views or a file; call it on a thread that may block. MLflow's names and forms stop here.
package final class MLflowAPI: Sendable {
    let backend: MLflowBackend
    let routes: RouteTable

    package init(backend: MLflowBackend) {
        self.backend = backend
        self.routes = .all
    }

    /// What to do with this request. Never fails: what is wrong with it is an outcome.
    package func plan(for request: APIRequest) -> APIPlan {
        switch routes.match(method: request.method, path: request.path) {
        case .found(let route, let parameters):
            do {
                let call = APICall(backend: backend, request: request, parameters: parameters)
                return try route.endpoint.plan(for: call)
            } catch { return .reply(Self.outcome(of: error)) }
        case .wrongMethod(let allowed): return .reply(.wrongMethod(request.method, allowed: allowed))
        case .unknown:
            return .reply(.error(APIError(code: .endpointNotFound, message: "There is no endpoint at this path.")))
        }
    }

    /// Whether a request to this path is decided in memory in the usual case, so that a thread that serves others may take it.
    package func isQuick(method: String, path: String) -> Bool {
        guard case .found(let route, _) = routes.match(method: method, path: path) else { return false }
        return route.isQuick && !backend.commands.mayWait
    }

    /// The answer to a request that ended in `error`.
    static func outcome(of error: any Error) -> APIOutcome {
        switch error {
        case let error as APIError: .error(error)
        case let error as CommandError: .error(APIError(error))
        case let error as StoreError: .error(APIError(error))
        case let error as ViewsError where error.code == .searchTooExpensive: .error(.invalid(error.message))
        // The events are safe in the logs; what is derived from them cannot be read just now.
        case let error as ViewsError: .error(APIError(code: .temporarilyUnavailable, message: error.message))
        case let failure as APIUploadFailure: failure.outcome
        default: .error(APIError(code: .internalError, message: "The server could not answer: \(error)"))
        }
    }
}

extension APIOutcome {
    static func wrongMethod(_ method: String, allowed: [String]) -> APIOutcome {
        let allowed = allowed.joined(separator: ", ")
        var outcome = APIOutcome.error(
            APIError(code: .endpointNotFound, message: "This endpoint does not take \(method), only \(allowed)."),
            status: 405)
        outcome.headers.append(("Allow", allowed))
        return outcome
    }
}

/// The names by which MLflow's clients know an error; each stands for one HTTP status.
///
/// The raw value is what `error_code` holds in a reply. The Python client rebuilds its exception from it, and several callers
/// act on it: `register_model` goes on after ``resourceAlreadyExists``, uploads fall back after ``notImplemented``.
package enum ErrorCode: String, Sendable, Hashable, CaseIterable {
    case invalidParameterValue = "INVALID_PARAMETER_VALUE"
    case badRequest = "BAD_REQUEST"
    case resourceAlreadyExists = "RESOURCE_ALREADY_EXISTS"
    case resourceDoesNotExist = "RESOURCE_DOES_NOT_EXIST"
    case endpointNotFound = "ENDPOINT_NOT_FOUND"
    case notFound = "NOT_FOUND"
    case permissionDenied = "PERMISSION_DENIED"
    case unauthenticated = "UNAUTHENTICATED"
    case customerUnauthorized = "CUSTOMER_UNAUTHORIZED"
    case alreadyExists = "ALREADY_EXISTS"
    case aborted = "ABORTED"
    case resourceConflict = "RESOURCE_CONFLICT"
    case resourceExhausted = "RESOURCE_EXHAUSTED"
    case requestLimitExceeded = "REQUEST_LIMIT_EXCEEDED"
    case cancelled = "CANCELLED"
    case internalError = "INTERNAL_ERROR"
    case invalidState = "INVALID_STATE"
    case dataLoss = "DATA_LOSS"
    case notImplemented = "NOT_IMPLEMENTED"
    case temporarilyUnavailable = "TEMPORARILY_UNAVAILABLE"
    case deadlineExceeded = "DEADLINE_EXCEEDED"

    /// The HTTP status that goes with the name. A taken name is 400, not 409: that is what clients expect.
    package var httpStatus: Int {
        switch self {
        case .invalidParameterValue, .badRequest, .resourceAlreadyExists: 400
        case .unauthenticated, .customerUnauthorized: 401
        case .permissionDenied: 403
        case .resourceDoesNotExist, .endpointNotFound, .notFound: 404
        case .alreadyExists, .aborted, .resourceConflict: 409
        case .resourceExhausted, .requestLimitExceeded: 429
        case .cancelled: 499
        case .internalError, .invalidState, .dataLoss: 500
        case .notImplemented: 501
        case .temporarilyUnavailable: 503
        case .deadlineExceeded: 504
        }
    }
}

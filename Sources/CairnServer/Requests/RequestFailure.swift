/// Why a request could not be taken to its end.
enum RequestFailure: Error {
    /// The client went away, or its body ended before its announced length.
    case bodyCutOff
    /// The answer is ready although the body has not arrived: it is sent, and the connection closed.
    case refused(Reply)
}

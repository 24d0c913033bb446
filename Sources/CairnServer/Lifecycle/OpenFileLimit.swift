import Glibc

/// How many files and sockets this process may have open (getrlimit(2), RLIMIT_NOFILE).
enum OpenFileLimit {
    /// Descriptors that are not connections: logs, blobs on their way, views, the standard streams.
    private static let reserved = 192

    /// Raises the limit as far as the system lets us, and returns how many connections may be open at once under it, `wanted` at most.
    ///
    /// A server that runs out of descriptors while it accepts cannot go on; so it never accepts that many.
    static func connections(wanted: Int) -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return wanted }
        let needed = min(limit.rlim_max, rlim_t(wanted + reserved))
        if limit.rlim_cur < needed {
            limit.rlim_cur = needed
            setrlimit(resource, &limit)
            getrlimit(resource, &limit)
        }
        let available = Int(clamping: limit.rlim_cur) - reserved
        return max(8, min(wanted, available))
    }
}

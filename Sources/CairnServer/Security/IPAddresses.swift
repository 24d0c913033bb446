import Glibc

/// An IPv4 address in dotted form, exactly four decimal numbers (inet_pton(3)).
struct IPv4Address {
    private let bytes: [UInt8]

    init?(_ text: String) {
        var address = in_addr()
        guard inet_pton(AF_INET, text, &address) == 1 else { return nil }
        bytes = withUnsafeBytes(of: &address) { Array($0) }
    }

    /// This machine (127/8, 0.0.0.0) or a private network (RFC 1918).
    var isLocal: Bool {
        switch (bytes[0], bytes[1]) {
        case (127, _), (10, _), (192, 168): true
        case (172, 16...31): true
        default: bytes == [0, 0, 0, 0]
        }
    }
}

/// An IPv6 address (inet_pton(3)), without brackets.
struct IPv6Address {
    private let bytes: [UInt8]

    init?(_ text: String) {
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        bytes = withUnsafeBytes(of: &address) { Array($0) }
    }

    /// This machine (::1) or a unique local address (fc00::/7, RFC 4193).
    var isLocal: Bool {
        bytes[0] & 0xfe == 0xfc || (bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1)
    }
}

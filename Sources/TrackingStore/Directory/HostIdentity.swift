import Glibc

/// Which machine, which boot of it, and which process this is: for `LogOpened`.
struct HostIdentity: Sendable {
    var host: String
    var bootID: String
    var processID: UInt32

    /// Source: gethostname(2), /proc/sys/kernel/random/boot_id, getpid(2).
    static var current: HostIdentity {
        HostIdentity(host: hostName, bootID: bootID, processID: UInt32(getpid()))
    }

    private static var hostName: String {
        var name = [UInt8](repeating: 0, count: 256)
        let result = name.withUnsafeMutableBytes { buffer in
            gethostname(buffer.baseAddress!.assumingMemoryBound(to: CChar.self), buffer.count - 1)
        }
        guard result == 0 else { return "unknown" }
        return String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static var bootID: String {
        let descriptor = Glibc.open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "unknown" }
        defer { Glibc.close(descriptor) }
        var text = [UInt8](repeating: 0, count: 64)
        let count = text.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress!, $0.count) }
        return String(decoding: text.prefix(max(count, 0)).prefix { $0 != 0x0a }, as: UTF8.self)
    }
}

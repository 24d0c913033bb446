import Glibc

/// A TCP connection to 127.0.0.1 that sends exactly the bytes it is given.
final class RawConnection {
    struct Failure: Error { var call: String, errno: Int32 }

    private let descriptor: Int32

    init(port: Int, receiveTimeoutSeconds: Int = 20) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var timeout = timeval(tv_sec: receiveTimeoutSeconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Failure(call: "connect", errno: errno) }
    }

    deinit { Glibc.close(descriptor) }

    /// Sends all of `bytes`; false when the peer does not take them any more.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    func closeSendingSide() { Glibc.shutdown(descriptor, Int32(SHUT_WR)) }

    /// Whatever comes until the peer closes.
    func receiveToEnd() throws -> [UInt8] {
        var all: [UInt8] = []
        while let some = try receive() { all += some }
        return all
    }

    /// One answer with a `Content-Length`; what follows it stays unread in the kernel only if the peer waits for the next request.
    func receiveAnswer() throws -> Answer {
        var all: [UInt8] = []
        while true {
            if let answer = Answer(all) { return answer }
            guard let some = try receive() else { throw Failure(call: "recv", errno: 0) }
            all += some
        }
    }

    private func receive() throws -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { throw Failure(call: "recv", errno: errno) }
        return count == 0 ? nil : Array(buffer[..<count])
    }
}

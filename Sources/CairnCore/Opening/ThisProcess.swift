import Glibc
import TrackingEvents

/// Who runs this process, on which machine: the actor and agent of commands that no client sent.
enum ThisProcess {
    static func agent(client: String) -> Agent {
        Agent(client: client, host: hostName, processID: UInt32(bitPattern: getpid()))
    }

    /// The login name, asserted by nobody but the environment.
    static var actor: Actor {
        for variable in ["USER", "LOGNAME"] {
            if let value = getenv(variable), value.pointee != 0 { return Actor(name: String(cString: value)) }
        }
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return Actor(name: "uid-\(getuid())") }
        return Actor(name: String(cString: name))
    }

    /// gethostname(2); HOST_NAME_MAX is 64 on Linux.
    private static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 65)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

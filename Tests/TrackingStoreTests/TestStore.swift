import Logging
import SegmentLog
import TrackingEvents

@testable import TrackingStore

/// A store with facts folded from its events, and commands over both.
final class TestStore: Sendable {
    /// When the facts learn of what was submitted.
    enum Folding: CaseIterable, Sendable {
        /// Before each command: the rules rest on the views alone.
        case always
        /// Not by themselves: the rules rest on what is in flight alone.
        case never
    }

    static let origin = CommandOrigin(
        actor: Actor(name: "ada"), agent: Agent(client: "tests/1", host: "here", processID: 1))

    let directory: StoreDirectory
    let facts = FoldedFacts()
    let commands: CommandHandler

    init(
        at path: String, access: StoreAccess = .readWrite, clock: any WallClock = SystemWallClock(),
        storage: any LogStorage = FileStorage()
    ) throws {
        let directory = try StoreDirectory.open(
            at: path, access: access, createIfMissing: true, clock: clock, storage: storage, logger: .silent)
        self.directory = directory
        // Only what others made durable is folded, so that `never` stays never where nobody else writes.
        let facts = facts
        commands = CommandHandler(store: directory, facts: facts)
    }

    /// A handler whose registry commands see what other processes made durable, as a whole store has it.
    func sharedCommands() -> CommandHandler {
        let (directory, facts) = (directory, facts)
        return CommandHandler(store: directory, facts: facts, catchUp: { try facts.fold(from: directory) })
    }

    /// A handler that remembers what the facts said, as a store has it whose views follow the logs.
    func rememberingCommands() -> CommandHandler { CommandHandler(store: directory, facts: facts, remembers: true) }

    /// Makes everything submitted durable, folds it, and tells the handler.
    func fold(through ticket: CommitTicket? = nil) throws {
        try ticket?.wait()
        commands.didFold(try facts.fold(from: directory))
    }

    /// Runs a command, waits until it is durable, and folds it if that is the way.
    @discardableResult
    func perform<Value>(_ folding: Folding, _ command: (CommandHandler) throws -> Committed<Value>) throws -> Value {
        let committed = try command(commands)
        try committed.ticket?.wait()
        if folding == .always { try fold() }
        return committed.value
    }
}

extension Logger {
    static var silent: Logger { Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }) }
}

/// The command that `error` refused, as text: the case and what it names.
func refusal(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return "accepted"
}

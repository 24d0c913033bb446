import ArgumentParser

/// Why something is done: it is kept in the event, for the audit.
struct ReasonOption: ParsableArguments {
    @Option(help: "Why; kept for the audit.")
    var reason: String?
}

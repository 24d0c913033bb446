package import TrackingViews

/// The pages that people see: experiments, runs and models as plain tables, rendered here, usable without JavaScript.
///
/// Reads the views and writes nothing. Every call is synchronous, bounded by a page's worth of rows, and may be made from any thread.
package struct WebUI: Sendable {
    /// The events behind a model's version, in order; nil when there is no such version.
    package typealias AuditSource = @Sendable (_ model: String, _ number: UInt32) throws -> [AuditLine]?

    let views: any PageViews
    let readRunFilter: @Sendable (String) -> RunFilterReading
    let audit: AuditSource?

    /// - Parameters:
    ///   - readRunFilter: parses what is typed into the filter box over an experiment's runs: the search grammar of the API.
    ///   - audit: where given, a version's page ends with the events behind it.
    package init(
        views: TrackingViews, readRunFilter: @escaping @Sendable (String) -> RunFilterReading, audit: AuditSource? = nil
    ) {
        self.init(pageViews: views, readRunFilter: readRunFilter, audit: audit)
    }

    init(pageViews: any PageViews, readRunFilter: @escaping @Sendable (String) -> RunFilterReading, audit: AuditSource?) {
        views = pageViews
        self.readRunFilter = readRunFilter
        self.audit = audit
    }

    /// The page or asset at `path`, which is still percent-encoded; nil when the address is none of a page.
    ///
    /// Addresses that look like a page's but name nothing known get a page that says so, with status 404.
    package func page(path: String, query: String?) throws -> WebPage? {
        guard let address = PageAddress(path: path) else { return nil }
        let query = QueryFields(query ?? "")
        let content: PageContent
        switch address {
        case .asset(let name): return StaticAsset.page(named: name, version: query["v"])
        case .experiments: content = try experimentsPage(query)
        case .experiment(let id): content = try experimentPage(id, query)
        case .run(let experiment, let run): content = try runPage(run, in: experiment, query)
        case .loggedModel(let experiment, let model): content = try loggedModelPage(model, in: experiment, query)
        case .models: content = try modelsPage(query)
        case .model(let name): content = try modelPage(name, query)
        case .version(let name, let number): content = try versionPage(name, number)
        case .nothing: content = .notFound("There is no page at this address.")
        }
        return .html(try Templates.shared.render(content), status: content.status)
    }
}

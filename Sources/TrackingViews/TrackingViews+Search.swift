/// Searches, a page at a time.
extension TrackingViews {
    package func searchExperiments(_ search: ExperimentSearch) throws -> SearchPage<ExperimentDocument> {
        try read { sql in
            let page = try search.page(in: sql)
            return SearchPage(items: try ExperimentReader(sql: sql).documents(page.rows), hasMore: page.hasMore)
        }
    }

    package func searchRuns(_ search: RunSearch) throws -> SearchPage<RunDocument> {
        try read { sql in
            let page = try search.page(in: sql)
            return SearchPage(items: try RunReader(sql: sql).documents(page.rows), hasMore: page.hasMore)
        }
    }

    /// The page with each run in the form that `encode` gives its document. Forms that `forms` still has are not made again.
    package func searchRuns(
        _ search: RunSearch, forms: RunForms, encode: (RunDocument) -> [UInt8]
    ) throws -> SearchPage<[UInt8]> {
        try read { sql in
            let page = try search.page(in: sql)
            return SearchPage(items: try RunFormReader(sql: sql, forms: forms).forms(page.rows, encode), hasMore: page.hasMore)
        }
    }

    package func searchRegisteredModels(_ search: RegisteredModelSearch) throws -> SearchPage<RegisteredModelDocument> {
        try read { sql in
            let page = try search.page(in: sql)
            return SearchPage(items: try RegistryReader(sql: sql).models(page.rows), hasMore: page.hasMore)
        }
    }

    package func searchVersions(_ search: VersionSearch) throws -> SearchPage<ModelVersionDocument> {
        try read { sql in
            let page = try search.page(in: sql)
            return SearchPage(items: try RegistryReader(sql: sql).versions(page.rows), hasMore: page.hasMore)
        }
    }

    package func searchLoggedModels(_ search: LoggedModelSearch) throws -> SearchPage<LoggedModelDocument> {
        try read { sql in
            let page = try search.page(in: sql)
            return SearchPage(items: try LoggedModelReader(sql: sql).documents(page.rows), hasMore: page.hasMore)
        }
    }
}

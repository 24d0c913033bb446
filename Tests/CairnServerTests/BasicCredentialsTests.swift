import Testing

@testable import CairnServer

/// The name that credentials claim.
struct BasicCredentialsTests {
    @Test(arguments: [
        ("Basic YWRhOnNlY3JldA==", "ada"),
        ("basic YWRhOg==", "ada"),
        ("Basic YWRh", "ada"),
        ("Basic w6k6eA==", "é"),
    ])
    func theNameIsRead(header: String, name: String) {
        #expect(BasicCredentials(header)?.name == name)
    }

    @Test(arguments: [nil, "", "Basic", "Basic !!!!", "Basic OnNlY3JldA==", "Basic /w==", "Basic YQpiOmM=", "Bearer YWRhOnNlY3JldA=="])
    func whatNamesNobodyIsIgnored(header: String?) {
        #expect(BasicCredentials(header) == nil)
    }
}

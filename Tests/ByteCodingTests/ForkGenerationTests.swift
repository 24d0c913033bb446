import ByteCoding
import Glibc
import Testing

struct ForkGenerationTests {
    /// Swift hides fork(), which is unsafe in general; the child here only loads a number and leaves.
    private typealias Fork = @convention(c) () -> pid_t

    @Test func aForkedChildSeesAnotherGenerationAndItsParentDoesNot() throws {
        let symbol = try #require(dlsym(nil, "fork"))
        let fork = unsafeBitCast(symbol, to: Fork.self)
        let before = ForkGeneration.current
        let child = fork()
        if child == 0 { _exit(ForkGeneration.current == before + 1 ? 0 : 1) }
        try #require(child > 0)
        var status: Int32 = -1
        #expect(waitpid(child, &status, 0) == child)
        #expect(status == 0)
        #expect(ForkGeneration.current == before)
    }
}

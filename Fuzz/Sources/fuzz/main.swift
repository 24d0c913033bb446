import CLibFuzzer
import Entries

// libFuzzer's own arguments, for the target that FUZZ_TARGET names: the variable also reaches the processes that libFuzzer starts itself when it
// minimises an input. Tools/fuzz sets it.

// With FUZZ_SEEDS it writes the seeds that are made, and ends; without either it names its targets.

if let directory = ChosenTarget.seedDirectory {
    ChosenTarget.writeSeeds(into: directory)
    exit(status: 0)
}
guard ChosenTarget.value != nil else {
    for target in FuzzTarget.allCases { print(target.rawValue) }
    exit(status: 0)
}
var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(status: LLVMFuzzerRunDriver(&count, &arguments, fuzzOne))

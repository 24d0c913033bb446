import Entries
import Glibc

/// The target of this process.
enum ChosenTarget {
    static let value = getenv("FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) }
    static let seedDirectory = getenv("FUZZ_SEEDS").map { String(cString: $0) }

    /// Each target's made seeds, in a directory of its name that is there.
    static func writeSeeds(into directory: String) {
        for target in FuzzTarget.allCases {
            for (name, bytes) in target.madeSeeds {
                let path = "\(directory)/\(target.rawValue)/\(name).bin"
                guard let file = fopen(path, "wb"), fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0 else {
                    fatalError("\(path) cannot be written")
                }
            }
        }
    }
}

/// What libFuzzer calls with each input.
func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try ChosenTarget.value?.run(Array(UnsafeBufferPointer(start: data, count: count)))
    } catch {
        fatalError("\(error)")
    }
    return 0
}

func exit(status: CInt) -> Never { Glibc.exit(status) }

/// Makes the C library give large pieces of memory back to the system as soon as they are free (mallopt(3)).
///
/// By default each large piece that is freed raises the size from which pieces are mapped on their own, up to 32 MiB: after a few large
/// bodies the next ones come from the threads' heaps, which keep them, and the process stays as large as its worst moment.
enum ReturnedMemory {
    private static let mappedByteCountMin: Int32 = 1 << 20

    /// malloc.h, which the module Glibc leaves out.
    private static let thresholdOption: Int32 = -3

    static func arrange() { _ = setMallocOption(thresholdOption, mappedByteCountMin) }
}

// mallopt(3) takes two ints and gives one: Swift's own calling convention passes them as C does.
@_silgen_name("mallopt") private func setMallocOption(_ option: Int32, _ value: Int32) -> Int32

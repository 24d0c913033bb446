// libFuzzer as a library: https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library

#ifndef CAIRN_CLIBFUZZER_H
#define CAIRN_CLIBFUZZER_H

#include <stddef.h>
#include <stdint.h>

/// Runs the fuzzer with a program's arguments. Ends the process itself when it is done, or when an input fails.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*entry)(const uint8_t *data, size_t size));

#endif

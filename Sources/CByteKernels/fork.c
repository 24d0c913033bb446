#include "CByteKernels.h"

#include <pthread.h>
#include <stdatomic.h>

static _Atomic uint64_t generation;

// Runs in the child, between fork() and its return, where only async-signal-safe work is allowed: an atomic add is.
static void count_child(void) { atomic_fetch_add_explicit(&generation, 1, memory_order_relaxed); }

// Registered when the code is loaded, so that no fork can come before it.
__attribute__((constructor)) static void watch_forks(void) { (void)pthread_atfork(NULL, NULL, count_child); }

uint64_t cairn_fork_generation(void) { return atomic_load_explicit(&generation, memory_order_relaxed); }

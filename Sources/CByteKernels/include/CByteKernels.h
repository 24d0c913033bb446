// The three things that Cairn's byte-level rooms need from C: checksums and hashes at the speed of the CPU's own
// instructions, chosen at run time, and a way to notice fork().
#ifndef CAIRN_BYTE_KERNELS_H
#define CAIRN_BYTE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// --- CRC32C (Castagnoli polynomial, reflected; RFC 3720, appendix B.4) ---

// Continues `crc`, the checksum of the bytes before; 0 where there are none.
uint32_t cairn_crc32c(uint32_t crc, const void *bytes, size_t count);
// The same without special instructions, for CPUs that lack them and for tests that compare the two.
uint32_t cairn_crc32c_portable(uint32_t crc, const void *bytes, size_t count);
// Whether cairn_crc32c uses the CPU's CRC instruction.
bool cairn_crc32c_is_accelerated(void);

// --- SHA-256 (FIPS 180-4) ---

struct cairn_sha256 {
    uint32_t state[8];
    uint64_t byte_count;
    uint8_t pending[64];  // the first byte_count % 64 are filled
    bool portable;        // never use special instructions
};

void cairn_sha256_start(struct cairn_sha256 *hash, bool portable);
void cairn_sha256_update(struct cairn_sha256 *hash, const void *bytes, size_t count);
// Hashes each word's bytes, most significant first: a digest held in four words needs no conversion.
void cairn_sha256_update_words(struct cairn_sha256 *hash, const uint64_t *words, size_t count);
// The digest as four words, most significant byte first. The hash must be started again before more use.
void cairn_sha256_finish(struct cairn_sha256 *hash, uint64_t digest[4]);
// Whether a hash that is not portable uses the CPU's SHA instructions.
bool cairn_sha256_is_accelerated(void);

// --- RFC 6962 hashes, two at a time ---
//
// The SHA instructions wait for one another within a message; two messages side by side take little longer than one.

// Bytes that are hashed, or a part of them.
struct cairn_bytes {
    const void *start;
    size_t count;
};

// SHA-256(0x00 ‖ head ‖ SHA-256(body)) of two records, each as four words like a digest of cairn_sha256_finish.
void cairn_record_leaf_pair(
    const struct cairn_bytes heads[2], const struct cairn_bytes bodies[2], uint64_t leaves[8]);
// SHA-256(0x01 ‖ left ‖ right) of each of `count` pairs of digests, four words a digest. `parents` may be `children`.
void cairn_merkle_parents(const uint64_t *children, size_t count, uint64_t *parents);

// --- fork() ---

// 0 in the process that loaded this code; one more in each forked child. A value that changed means that every lock,
// thread and descriptor taken before belongs to the parent.
uint64_t cairn_fork_generation(void);

#endif

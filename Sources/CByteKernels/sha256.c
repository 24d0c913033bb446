#include "CByteKernels.h"
#include "sha256_constants.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

static bool has_sha_instructions;

// Runs before main and before any other thread.
__attribute__((constructor)) static void detect(void) {
#if defined(__x86_64__)
    unsigned a, b, c, d;
    bool has_shuffles = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSSE3) && (c & bit_SSE4_1);
    has_sha_instructions = has_shuffles && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
#endif
}

bool cairn_sha256_is_accelerated(void) { return has_sha_instructions; }

static uint32_t load_big_endian(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static uint32_t rotated(uint32_t word, int by) { return word >> by | word << (32 - by); }

static void fill_schedule(uint32_t schedule[64], const uint8_t *block) {
    for (int t = 0; t < 16; t++) schedule[t] = load_big_endian(block + 4 * t);
    for (int t = 16; t < 64; t++) {
        uint32_t early = schedule[t - 15], late = schedule[t - 2];
        uint32_t sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3;
        uint32_t sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10;
        schedule[t] = sigma1 + schedule[t - 7] + sigma0 + schedule[t - 16];
    }
}

static void compress_portable(uint32_t state[8], const uint8_t *block, size_t block_count) {
    for (; block_count > 0; block += 64, block_count--) {
        uint32_t schedule[64];
        fill_schedule(schedule, block);
        uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
        uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
        for (int t = 0; t < 64; t++) {
            uint32_t sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
            uint32_t one = h + sum1 + ((e & f) ^ (~e & g)) + cairn_sha256_round_constants[t] + schedule[t];
            uint32_t sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
            uint32_t two = sum0 + ((a & b) ^ (a & c) ^ (b & c));
            h = g, g = f, f = e, e = d + one, d = c, c = b, b = a, a = one + two;
        }
        state[0] += a, state[1] += b, state[2] += c, state[3] += d;
        state[4] += e, state[5] += f, state[6] += g, state[7] += h;
    }
}

#if defined(__x86_64__)

// The instructions want the state as (A B E F) and (C D G H); four rounds and four schedule words per step.
__attribute__((target("sha,sse4.1,ssse3"))) static void compress_sha_instructions(
    uint32_t state[8], const uint8_t *block, size_t block_count) {
    const __m128i byte_order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&state[0]), 0xb1);
    __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&state[4]), 0x1b);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
    __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);

    for (; block_count > 0; block += 64, block_count--) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        __m128i words[4];
        for (int four = 0; four < 4; four++)
            words[four] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(block + 16 * four)), byte_order);
#pragma clang loop unroll(full)
        for (int step = 0; step < 16; step++) {
            __m128i now = words[step & 3];
            __m128i keyed = _mm_add_epi32(now, _mm_loadu_si128((const __m128i *)&cairn_sha256_round_constants[4 * step]));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, keyed);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(keyed, 0x0e));
            if (step >= 12) continue;
            __m128i last = words[(step + 3) & 3];
            __m128i next = _mm_sha256msg1_epu32(now, words[(step + 1) & 3]);
            next = _mm_add_epi32(next, _mm_alignr_epi8(last, words[(step + 2) & 3], 4));
            words[step & 3] = _mm_sha256msg2_epu32(next, last);
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }

    __m128i feba = _mm_shuffle_epi32(abef, 0x1b);
    __m128i dchg = _mm_shuffle_epi32(cdgh, 0xb1);
    _mm_storeu_si128((__m128i *)&state[0], _mm_blend_epi16(feba, dchg, 0xf0));
    _mm_storeu_si128((__m128i *)&state[4], _mm_alignr_epi8(dchg, feba, 8));
}

#endif

static void compress(struct cairn_sha256 *hash, const uint8_t *block, size_t block_count) {
#if defined(__x86_64__)
    if (has_sha_instructions && !hash->portable) return compress_sha_instructions(hash->state, block, block_count);
#endif
    compress_portable(hash->state, block, block_count);
}

void cairn_sha256_start(struct cairn_sha256 *hash, bool portable) {
    memcpy(hash->state, cairn_sha256_initial_state, sizeof hash->state);
    hash->byte_count = 0;
    hash->portable = portable;
}

void cairn_sha256_update(struct cairn_sha256 *hash, const void *bytes, size_t count) {
    const uint8_t *next = bytes;
    size_t filled = hash->byte_count % 64;
    if (count == 0) return;
    hash->byte_count += count;
    if (filled > 0) {
        size_t taken = count < 64 - filled ? count : 64 - filled;
        memcpy(hash->pending + filled, next, taken);
        next += taken, count -= taken;
        if (filled + taken < 64) return;
        compress(hash, hash->pending, 1);
    }
    if (count >= 64) {
        compress(hash, next, count / 64);
        next += count / 64 * 64, count %= 64;
    }
    memcpy(hash->pending, next, count);
}

static void store_big_endian(uint8_t *bytes, uint64_t word) {
    for (int place = 0; place < 8; place++) bytes[place] = (uint8_t)(word >> (56 - 8 * place));
}

void cairn_sha256_update_words(struct cairn_sha256 *hash, const uint64_t *words, size_t count) {
    for (; count > 0; words++, count--) {
        uint8_t bytes[8];
        store_big_endian(bytes, *words);
        cairn_sha256_update(hash, bytes, 8);
    }
}

void cairn_sha256_finish(struct cairn_sha256 *hash, uint64_t digest[4]) {
    size_t filled = hash->byte_count % 64;
    uint8_t tail[128] = {0};
    memcpy(tail, hash->pending, filled);
    tail[filled] = 0x80;
    size_t block_count = filled < 56 ? 1 : 2;
    store_big_endian(tail + 64 * block_count - 8, hash->byte_count * 8);
    compress(hash, tail, block_count);
    for (int word = 0; word < 4; word++)
        digest[word] = (uint64_t)hash->state[2 * word] << 32 | hash->state[2 * word + 1];
}

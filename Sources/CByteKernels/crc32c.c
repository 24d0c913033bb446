#include "CByteKernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <nmmintrin.h>
#endif

// The hardware instruction has a latency of three cycles and a throughput of one: three independent streams, joined by
// shifting two of them over the bytes that follow, keep it busy.
enum { LONG_LOG2 = 12, LONG_BYTES = 1 << LONG_LOG2, SHORT_LOG2 = 8, SHORT_BYTES = 1 << SHORT_LOG2 };

static uint32_t slices[8][256];
static uint32_t long_shift[4][256];
static uint32_t short_shift[4][256];
static bool has_crc_instruction;

static void fill_slices(void) {
    const uint32_t polynomial = 0x82f63b78;
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t crc = byte;
        for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ polynomial : crc >> 1;
        slices[0][byte] = crc;
    }
    for (uint32_t byte = 0; byte < 256; byte++)
        for (int slice = 1; slice < 8; slice++)
            slices[slice][byte] = slices[0][slices[slice - 1][byte] & 0xff] ^ (slices[slice - 1][byte] >> 8);
}

// A CRC register is a vector over GF(2), and feeding it zero bytes is a linear map: 32 columns.
static uint32_t map(const uint32_t columns[32], uint32_t vector) {
    uint32_t sum = 0;
    for (int bit = 0; vector != 0; bit++, vector >>= 1)
        if (vector & 1) sum ^= columns[bit];
    return sum;
}

static void fill_shift(uint32_t shift[4][256], int byte_count_log2) {
    uint32_t columns[32], squared[32];
    for (int bit = 0; bit < 32; bit++) {
        uint32_t vector = (uint32_t)1 << bit;
        columns[bit] = slices[0][vector & 0xff] ^ (vector >> 8);
    }
    for (int step = 0; step < byte_count_log2; step++) {
        for (int bit = 0; bit < 32; bit++) squared[bit] = map(columns, columns[bit]);
        memcpy(columns, squared, sizeof columns);
    }
    for (uint32_t byte = 0; byte < 256; byte++)
        for (int place = 0; place < 4; place++) shift[place][byte] = map(columns, byte << (8 * place));
}

// Runs before main and before any other thread: the tables need no lock. About 40,000 operations.
__attribute__((constructor)) static void prepare(void) {
    fill_slices();
    fill_shift(long_shift, LONG_LOG2);
    fill_shift(short_shift, SHORT_LOG2);
#if defined(__x86_64__)
    unsigned a, b, c, d;
    has_crc_instruction = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_2);
#endif
}

bool cairn_crc32c_is_accelerated(void) { return has_crc_instruction; }

static uint64_t load_little_endian(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

uint32_t cairn_crc32c_portable(uint32_t seed, const void *bytes, size_t count) {
    const uint8_t *next = bytes;
    uint32_t crc = ~seed;
    for (; count >= 8; next += 8, count -= 8) {
        uint64_t word = load_little_endian(next) ^ crc;
        crc = 0;
        for (int place = 0; place < 8; place++) crc ^= slices[7 - place][(word >> (8 * place)) & 0xff];
    }
    for (; count > 0; next++, count--) crc = slices[0][(crc ^ *next) & 0xff] ^ (crc >> 8);
    return ~crc;
}

#if defined(__x86_64__)

static uint32_t shifted(const uint32_t shift[4][256], uint32_t crc) {
    return shift[0][crc & 0xff] ^ shift[1][(crc >> 8) & 0xff] ^ shift[2][(crc >> 16) & 0xff] ^ shift[3][crc >> 24];
}

// Three streams of `stride` bytes each, side by side; `crc` is the register before the first.
__attribute__((target("sse4.2"))) static uint32_t three_streams(
    uint32_t crc, const uint8_t *next, size_t stride, const uint32_t shift[4][256]) {
    uint64_t first = crc, second = 0, third = 0;
    for (size_t offset = 0; offset < stride; offset += 8) {
        first = _mm_crc32_u64(first, load_little_endian(next + offset));
        second = _mm_crc32_u64(second, load_little_endian(next + stride + offset));
        third = _mm_crc32_u64(third, load_little_endian(next + 2 * stride + offset));
    }
    uint32_t joined = shifted(shift, (uint32_t)first) ^ (uint32_t)second;
    return shifted(shift, joined) ^ (uint32_t)third;
}

__attribute__((target("sse4.2"))) static uint32_t crc32c_sse42(uint32_t seed, const void *bytes, size_t count) {
    const uint8_t *next = bytes;
    uint32_t crc = ~seed;
    for (; count >= 3 * LONG_BYTES; next += 3 * LONG_BYTES, count -= 3 * LONG_BYTES)
        crc = three_streams(crc, next, LONG_BYTES, long_shift);
    for (; count >= 3 * SHORT_BYTES; next += 3 * SHORT_BYTES, count -= 3 * SHORT_BYTES)
        crc = three_streams(crc, next, SHORT_BYTES, short_shift);
    for (; count >= 8; next += 8, count -= 8) crc = (uint32_t)_mm_crc32_u64(crc, load_little_endian(next));
    for (; count > 0; next++, count--) crc = _mm_crc32_u8(crc, *next);
    return ~crc;
}

#endif

uint32_t cairn_crc32c(uint32_t crc, const void *bytes, size_t count) {
#if defined(__x86_64__)
    if (has_crc_instruction) return crc32c_sse42(crc, bytes, count);
#endif
    return cairn_crc32c_portable(crc, bytes, count);
}

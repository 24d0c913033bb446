#include "CByteKernels.h"
#include "sha256_constants.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

// The SHA instructions' view of a state, (A B E F) and (C D G H), and the schedule's last sixteen words.
struct lane {
    __m128i abef, cdgh, words[4];
};

__attribute__((target("sha,sse4.1,ssse3"), always_inline)) static inline void load_lane(
    struct lane *lane, const uint8_t *block) {
    const __m128i byte_order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    for (int four = 0; four < 4; four++)
        lane->words[four] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(block + 16 * four)), byte_order);
}

__attribute__((target("sha,sse4.1,ssse3"), always_inline)) static inline void run_step(struct lane *lane, int step) {
    __m128i now = lane->words[step & 3];
    __m128i keyed = _mm_add_epi32(now, _mm_loadu_si128((const __m128i *)&cairn_sha256_round_constants[4 * step]));
    lane->cdgh = _mm_sha256rnds2_epu32(lane->cdgh, lane->abef, keyed);
    lane->abef = _mm_sha256rnds2_epu32(lane->abef, lane->cdgh, _mm_shuffle_epi32(keyed, 0x0e));
    if (step >= 12) return;
    __m128i last = lane->words[(step + 3) & 3];
    __m128i next = _mm_sha256msg1_epu32(now, lane->words[(step + 1) & 3]);
    next = _mm_add_epi32(next, _mm_alignr_epi8(last, lane->words[(step + 2) & 3], 4));
    lane->words[step & 3] = _mm_sha256msg2_epu32(next, last);
}

__attribute__((target("sha,sse4.1,ssse3"), always_inline)) static inline void open_lane(
    struct lane *lane, const uint32_t state[8]) {
    __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&state[0]), 0xb1);
    __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&state[4]), 0x1b);
    lane->abef = _mm_alignr_epi8(cdab, efgh, 8);
    lane->cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
}

__attribute__((target("sha,sse4.1,ssse3"), always_inline)) static inline void close_lane(
    const struct lane *lane, uint32_t state[8]) {
    __m128i feba = _mm_shuffle_epi32(lane->abef, 0x1b);
    __m128i dchg = _mm_shuffle_epi32(lane->cdgh, 0xb1);
    _mm_storeu_si128((__m128i *)&state[0], _mm_blend_epi16(feba, dchg, 0xf0));
    _mm_storeu_si128((__m128i *)&state[4], _mm_alignr_epi8(dchg, feba, 8));
}

// `block_count` blocks of each of two messages, in turns.
__attribute__((target("sha,sse4.1,ssse3"))) static void compress_two(
    uint32_t states[2][8], const uint8_t *one, const uint8_t *other, size_t block_count) {
    struct lane first, second;
    open_lane(&first, states[0]);
    open_lane(&second, states[1]);
    for (; block_count > 0; one += 64, other += 64, block_count--) {
        const __m128i abef[2] = {first.abef, second.abef}, cdgh[2] = {first.cdgh, second.cdgh};
        load_lane(&first, one);
        load_lane(&second, other);
#pragma clang loop unroll(full)
        for (int step = 0; step < 16; step++) {
            run_step(&first, step);
            run_step(&second, step);
        }
        first.abef = _mm_add_epi32(first.abef, abef[0]), first.cdgh = _mm_add_epi32(first.cdgh, cdgh[0]);
        second.abef = _mm_add_epi32(second.abef, abef[1]), second.cdgh = _mm_add_epi32(second.cdgh, cdgh[1]);
    }
    close_lane(&first, states[0]);
    close_lane(&second, states[1]);
}
#endif

static void store_big_endian(uint8_t *bytes, uint64_t word) {
    word = __builtin_bswap64(word);
    memcpy(bytes, &word, 8);
}

static void digest_of(struct cairn_bytes message, uint64_t digest[4]) {
    struct cairn_sha256 hash;
    cairn_sha256_start(&hash, false);
    cairn_sha256_update(&hash, message.start, message.count);
    cairn_sha256_finish(&hash, digest);
}

#if defined(__x86_64__)
// What follows a message's last whole block: the rest, a one bit, zeros, the length in bits. Returns the number of blocks.
static size_t fill_tail(uint8_t tail[128], struct cairn_bytes message) {
    size_t rest = message.count % 64, block_count = rest < 56 ? 1 : 2;
    if (rest > 0) memcpy(tail, (const uint8_t *)message.start + message.count - rest, rest);
    memset(tail + rest, 0, 64 * block_count - rest);
    tail[rest] = 0x80;
    store_big_endian(tail + 64 * block_count - 8, (uint64_t)message.count * 8);
    return block_count;
}

static void digest_two(const struct cairn_bytes messages[2], uint64_t digests[8]) {
    uint32_t states[2][8];
    uint8_t tails[2][128];
    memcpy(states[0], cairn_sha256_initial_state, 32);
    memcpy(states[1], cairn_sha256_initial_state, 32);
    compress_two(states, messages[0].start, messages[1].start, messages[0].count / 64);
    size_t tail_count = fill_tail(tails[0], messages[0]);
    fill_tail(tails[1], messages[1]);
    compress_two(states, tails[0], tails[1], tail_count);
    for (int word = 0; word < 8; word++)
        digests[word] = (uint64_t)states[word / 4][2 * (word % 4)] << 32 | states[word / 4][2 * (word % 4) + 1];
}
#endif

// Two messages go side by side where both take the same blocks.
static void digest_pair(const struct cairn_bytes messages[2], uint64_t digests[8]) {
#if defined(__x86_64__)
    size_t rests[2] = {messages[0].count % 64, messages[1].count % 64};
    bool is_even = messages[0].count / 64 == messages[1].count / 64 && (rests[0] < 56) == (rests[1] < 56);
    if (is_even && cairn_sha256_is_accelerated()) return digest_two(messages, digests);
#endif
    digest_of(messages[0], digests);
    digest_of(messages[1], digests + 4);
}

// Heads up to this length are hashed from a copy on the stack.
enum { short_head = 256 - 33 };

static void leaf_of(struct cairn_bytes head, struct cairn_bytes body, uint64_t leaf[4]) {
    struct cairn_sha256 hash;
    uint64_t body_digest[4];
    const uint8_t prefix = 0;
    digest_of(body, body_digest);
    cairn_sha256_start(&hash, false);
    cairn_sha256_update(&hash, &prefix, 1);
    cairn_sha256_update(&hash, head.start, head.count);
    cairn_sha256_update_words(&hash, body_digest, 4);
    cairn_sha256_finish(&hash, leaf);
}

void cairn_record_leaf_pair(
    const struct cairn_bytes heads[2], const struct cairn_bytes bodies[2], uint64_t leaves[8]) {
    if (heads[0].count > short_head || heads[1].count > short_head) {
        leaf_of(heads[0], bodies[0], leaves);
        leaf_of(heads[1], bodies[1], leaves + 4);
        return;
    }
    uint64_t digests[8];
    uint8_t messages[2][256];
    struct cairn_bytes spans[2];
    digest_pair(bodies, digests);
    for (int record = 0; record < 2; record++) {
        uint8_t *message = messages[record];
        message[0] = 0;
        if (heads[record].count > 0) memcpy(message + 1, heads[record].start, heads[record].count);
        for (int word = 0; word < 4; word++)
            store_big_endian(message + 1 + heads[record].count + 8 * word, digests[4 * record + word]);
        spans[record] = (struct cairn_bytes){message, 33 + heads[record].count};
    }
    digest_pair(spans, leaves);
}

static struct cairn_bytes fill_node(uint8_t message[65], const uint64_t children[8]) {
    message[0] = 1;
    for (int word = 0; word < 8; word++) store_big_endian(message + 1 + 8 * word, children[word]);
    return (struct cairn_bytes){message, 65};
}

void cairn_merkle_parents(const uint64_t *children, size_t count, uint64_t *parents) {
    uint8_t messages[2][65];
    for (; count > 1; children += 16, parents += 8, count -= 2) {
        const struct cairn_bytes spans[2] = {fill_node(messages[0], children), fill_node(messages[1], children + 8)};
        digest_pair(spans, parents);
    }
    if (count == 1) digest_of(fill_node(messages[0], children), parents);
}

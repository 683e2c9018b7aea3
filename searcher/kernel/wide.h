/* Operations on many impact codes at once: 64 codes are 32 bytes, byte i has number i in its low half, 32 + i in its
   high half (dateline/index/segment/impacts.py). Each operation exists three times: in plain C, for processors with
   SSSE3 and POPCNT (all of x86-64-v2) and for those with AVX2; `choose_wide` takes the best that the processor has. All
   three give the same answers. A code becomes what a table of 16 says by one instruction (pshufb), after the use of that instruction
   in Lemire, Boytsov: Decoding billions of integers per second through vectorization (2015). */
#ifndef DATELINE_WIDE_H
#define DATELINE_WIDE_H
#include <stdint.h>
#include <string.h>

typedef struct {
    /* A bit for each of the codes of so many groups of 64 whose entry in the table is not 0. */
    void (*find_codes)(const uint8_t *codes, size_t groups, const uint8_t *table, uint64_t *bits);
    /* The entry of each code, in order. */
    void (*spread)(const uint8_t *codes, size_t groups, const uint8_t *table, uint8_t *made);
    /* The same added to sums, which stop at 255. */
    void (*add_codes)(const uint8_t *codes, size_t groups, const uint8_t *table, uint8_t *sums);
    /* A bit for each sum that is at least `cut`; returns how many. */
    size_t (*find_sums)(const uint8_t *sums, size_t groups, uint8_t cut, uint64_t *bits);
    /* How many bits are set from `first` up to `end`. */
    size_t (*count_between)(const void *bits, size_t first, size_t end);
    const char *name;
} Wide;

/* --- plain C */
static void find_codes_plain(const uint8_t *codes, size_t groups, const uint8_t *table, uint64_t *bits) {
    for (size_t g = 0; g < groups; g++) {
        uint64_t found = 0;
        for (int i = 0; i < 32; i++) {
            uint8_t both = codes[32 * g + i];
            found |= (uint64_t)(table[both & 15] != 0) << i | (uint64_t)(table[both >> 4] != 0) << (32 + i);
        }
        bits[g] = found;
    }
}
static void spread_plain(const uint8_t *codes, size_t groups, const uint8_t *table, uint8_t *made) {
    for (size_t g = 0; g < groups; g++)
        for (int i = 0; i < 32; i++) {
            uint8_t both = codes[32 * g + i];
            made[64 * g + i] = table[both & 15];
            made[64 * g + 32 + i] = table[both >> 4];
        }
}
static uint8_t stop_at_255(unsigned sum) { return (uint8_t)(sum > 255 ? 255 : sum); }
static void add_codes_plain(const uint8_t *codes, size_t groups, const uint8_t *table, uint8_t *sums) {
    for (size_t g = 0; g < groups; g++)
        for (int i = 0; i < 32; i++) {
            uint8_t both = codes[32 * g + i];
            sums[64 * g + i] = stop_at_255(sums[64 * g + i] + table[both & 15]);
            sums[64 * g + 32 + i] = stop_at_255(sums[64 * g + 32 + i] + table[both >> 4]);
        }
}
static size_t find_sums_plain(const uint8_t *sums, size_t groups, uint8_t cut, uint64_t *bits) {
    size_t count = 0;
    for (size_t g = 0; g < groups; g++) {
        uint64_t found = 0;
        for (int i = 0; i < 64; i++) {
            found |= (uint64_t)(sums[64 * g + i] >= cut) << i;
            count += sums[64 * g + i] >= cut;
        }
        bits[g] = found;
    }
    return count;
}
#if defined(__GNUC__) || defined(__clang__)
#define ONES(x) ((size_t)__builtin_popcountll(x))
#else
static size_t count_one_by_one(uint64_t x) { size_t n = 0; for (; x; x &= x - 1) n++; return n; }
#define ONES(x) count_one_by_one(x)
#endif
/* The same source for all three: with popcnt as a target, a count is one instruction. */
static uint64_t bits_at(const void *bits, size_t word) { /* a bitmap in a file may stand anywhere */
    uint64_t found;
    memcpy(&found, (const uint8_t *)bits + 8 * word, 8);
    return found;
}
#define COUNT_BETWEEN                                                              \
    if (first >= end) return 0;                                                    \
    size_t at = first >> 6, last = (end - 1) >> 6, count;                          \
    uint64_t from = ~(uint64_t)0 << (first & 63), to = ~(uint64_t)0 >> (63 - ((end - 1) & 63)); \
    if (at == last) return ONES(bits_at(bits, at) & from & to);                    \
    for (count = ONES(bits_at(bits, at++) & from); at < last; at++) count += ONES(bits_at(bits, at)); \
    return count + ONES(bits_at(bits, last) & to);
static size_t count_between_plain(const void *bits, size_t first, size_t end) { COUNT_BETWEEN }
static const Wide WIDE_PLAIN = {
    find_codes_plain, spread_plain, add_codes_plain, find_sums_plain, count_between_plain, "plain"};

#if (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__)
#define DATELINE_WIDE_X86
#include <immintrin.h>

/* --- 16 bytes at a time */
#define TARGET __attribute__((target("ssse3,popcnt")))
#define NAME(name) name##_ssse3
#define VECTOR __m128i
#define WIDTH 16
#define LOAD(at) _mm_loadu_si128((const __m128i *)(at))
#define STORE(at, v) _mm_storeu_si128((__m128i *)(at), v)
#define TABLE(at) _mm_loadu_si128((const __m128i *)(at))
#define SHUFFLE _mm_shuffle_epi8
#define ALL(byte) _mm_set1_epi8((char)(byte))
#define AND _mm_and_si128
#define RIGHT4(v) _mm_srli_epi16(v, 4)
#define ADD _mm_adds_epu8
#define MAX _mm_max_epu8
#define EQUAL(a, b) ((uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, b)))
#include "wide_operations.h"
static const Wide WIDE_SSSE3 = {
    find_codes_ssse3, spread_ssse3, add_codes_ssse3, find_sums_ssse3, count_between_ssse3, "ssse3"};

/* --- 32 bytes at a time */
#define TARGET __attribute__((target("avx2,popcnt")))
#define NAME(name) name##_avx2
#define VECTOR __m256i
#define WIDTH 32
#define LOAD(at) _mm256_loadu_si256((const __m256i *)(at))
#define STORE(at, v) _mm256_storeu_si256((__m256i *)(at), v)
#define TABLE(at) _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(at)))
#define SHUFFLE _mm256_shuffle_epi8
#define ALL(byte) _mm256_set1_epi8((char)(byte))
#define AND _mm256_and_si256
#define RIGHT4(v) _mm256_srli_epi16(v, 4)
#define ADD _mm256_adds_epu8
#define MAX _mm256_max_epu8
#define EQUAL(a, b) ((uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, b)))
#include "wide_operations.h"
static const Wide WIDE_AVX2 = {
    find_codes_avx2, spread_avx2, add_codes_avx2, find_sums_avx2, count_between_avx2, "avx2"};
#endif

/* The operations of a name, or the best that the processor has (no name); NULL where it has none of that name. */
static const Wide *choose_wide(const char *name) {
#ifdef DATELINE_WIDE_X86
    __builtin_cpu_init();
    if (__builtin_cpu_supports("popcnt")) { /* some processors have SSSE3 without it */
        if ((!name || !strcmp(name, "avx2")) && __builtin_cpu_supports("avx2")) return &WIDE_AVX2;
        if ((!name || !strcmp(name, "ssse3")) && __builtin_cpu_supports("ssse3")) return &WIDE_SSSE3;
    }
#endif
    return !name || !strcmp(name, "plain") ? &WIDE_PLAIN : NULL;
}
#endif

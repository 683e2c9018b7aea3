/* What a scored word adds to the labels of its stretch: the hashes of its features, the sum of the weights of those that
   have a row, and the best way to each label. It exists twice: in plain C, and for processors with AVX2; `choose_scoring`
   takes the best that the processor has. Both give the same numbers, which are whole. */
#ifndef DATELINE_SCORES_H
#define DATELINE_SCORES_H
#include <stdint.h>
#include <string.h>
#include "bits.h"

enum {
    SCORED_LABELS = 11,
    SCORED_FEATURES = 42,
    SCORED_PROBES = 8,
    LANES = 16,         /* a row of numbers for each label, and five that nobody reads */
    FEATURE_LANES = 48  /* the features, and six that nobody reads */
};

typedef struct {
    const int8_t *weights; /* 11 to a row; what stands behind the last row are the prints */
    const uint8_t *prints;
    uint32_t mask;         /* the number of rows, less one */
    int32_t moves[SCORED_LABELS * LANES];
} Scored;

/* The two values of each feature; a feature's template is its number. */
typedef struct {
    uint32_t first[FEATURE_LANES];
    uint32_t second[FEATURE_LANES];
} Described;

typedef struct {
    /* Adds a token to its stretch: `before` are the sums of the token before it, NULL if it is the first. `from` becomes
       the label before, on the best way to each label; of equal ones it is the lowest. */
    void (*score)(const Scored *scored, const Described *token, const int32_t *before, int32_t *sums, int32_t *from);
    const char *name;
} Scoring;

#if defined(__GNUC__) || defined(__clang__)
#define INLINED static inline __attribute__((always_inline))
#else
#define INLINED static inline
#endif

INLINED uint32_t mix_bits(uint32_t value) {
    value = (value ^ (value >> 15)) * 0x2C1B3C6Du;
    value = (value ^ (value >> 12)) * 0x297A2D39u;
    return value ^ (value >> 15);
}

/* Compilers make vectors of these two loops, which have no branches. */
INLINED void hash_features(const Described *token, uint32_t *features) {
    for (uint32_t n = 0; n < FEATURE_LANES; n++) {
        uint32_t second = token->second[n];
        features[n] = mix_bits(
            token->first[n] * 0x9E3779B1u + (second ^ (second >> 13)) * 0x85EBCA77u + n * 0xC2B2AE3Du);
    }
}

INLINED void walk_labels(const int32_t *moves, const int32_t *before, int32_t *sums, int32_t *from) {
    int32_t top[LANES], best[LANES];
    if (!before) {
        for (int b = 0; b < SCORED_LABELS; b++) sums[b] += moves[b];
        return;
    }
    for (int b = 0; b < SCORED_LABELS; b++) {
        top[b] = before[0] + moves[b];
        best[b] = 0;
    }
    for (int a = 1; a < SCORED_LABELS; a++)
        for (int b = 0; b < SCORED_LABELS; b++) {
            int32_t value = before[a] + moves[a * LANES + b];
            best[b] = value > top[b] ? a : best[b];
            top[b] = value > top[b] ? value : top[b];
        }
    for (int b = 0; b < SCORED_LABELS; b++) {
        sums[b] += top[b];
        from[b] = best[b];
    }
}

/* The prints from a slot on, of which the first stands behind the last. */
INLINED uint64_t eight_prints(const Scored *scored, uint32_t slot) {
    uint64_t eight;
    if (slot + SCORED_PROBES - 1 <= scored->mask) {
        memcpy(&eight, scored->prints + slot, SCORED_PROBES);
        return eight;
    }
    uint8_t bytes[SCORED_PROBES];
    for (uint32_t i = 0; i < SCORED_PROBES; i++) bytes[i] = scored->prints[(slot + i) & scored->mask];
    memcpy(&eight, bytes, SCORED_PROBES);
    return eight;
}

/* --- plain C */
#define EACH 0x0101010101010101ULL
#define TOP 0x8000000000000000ULL

/* The top bit of the lowest byte that is 0, less one; the largest number if none is. */
static uint64_t lowest_zero(uint64_t eight) {
    uint64_t zeros = (eight - EACH) & ~eight & (EACH << 7);
    return (zeros & (0 - zeros)) - 1;
}

/* The rows of a token's features, and how many have one: in the first of its slots with its print, unless a free one is
   before it. Eight prints are compared at once and without a branch, because none could be foretold. */
static int rows_of_plain(const Scored *scored, const uint32_t *features, uint32_t *rows) {
    int found = 0;
    for (int n = 0; n < SCORED_FEATURES; n++) {
        uint32_t slot = features[n] & scored->mask;
        uint64_t print = features[n] >> 24 ? features[n] >> 24 : 1;
        uint64_t eight = eight_prints(scored, slot), own = lowest_zero(eight ^ print * EACH);
        rows[found] = (slot + (uint32_t)count_trailing((own + 1) | TOP) / 8) & scored->mask;
        read_ahead(scored->weights + SCORED_LABELS * (size_t)rows[found]);
        found += own < lowest_zero(eight);
    }
    return found;
}

static void sum_rows_plain(const int8_t *weights, const uint32_t *rows, int found, int32_t *sums) {
    memset(sums, 0, LANES * sizeof(int32_t));
    for (int i = 0; i < found; i++)
        for (int k = 0; k < SCORED_LABELS; k++) sums[k] += weights[SCORED_LABELS * (size_t)rows[i] + k];
}

static void score_plain(
    const Scored *scored, const Described *token, const int32_t *before, int32_t *sums, int32_t *from) {
    uint32_t features[FEATURE_LANES], rows[SCORED_FEATURES + 1];
    hash_features(token, features);
    sum_rows_plain(scored->weights, rows, rows_of_plain(scored, features, rows), sums);
    walk_labels(scored->moves, before, sums, from);
}
static const Scoring SCORING_PLAIN = {score_plain, "plain"};

#if (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__)
#define DATELINE_SCORES_X86
#include <immintrin.h>
#define WITH_AVX2 __attribute__((target("avx2,bmi")))

/* Of four features at once: bytes of 255 for the prints that are the feature's own, and for those that are its own or
   free. The lowest of the latter is where the search ends; how many bytes are before it is where its row is, and whether
   it is one of the former is whether the feature has a row. Returns a bit for each feature that has one. */
WITH_AVX2 static inline uint64_t four_rows(const uint8_t *prints, const uint32_t *slots, const uint32_t *own, uint32_t *rows) {
    const __m256i zero = _mm256_setzero_si256();
    const __m256i spread = _mm256_broadcastsi128_si256(_mm_set_epi64x(0x0808080808080808LL, 0));
    long long eight[4];
    __m256i found, mine, ends, lowest, before;
    for (int i = 0; i < 4; i++) memcpy(eight + i, prints + slots[i], 8);
    found = _mm256_set_epi64x(eight[3], eight[2], eight[1], eight[0]);
    mine = _mm256_shuffle_epi8(_mm256_cvtepu32_epi64(_mm_loadu_si128((const __m128i *)own)), spread);
    mine = _mm256_cmpeq_epi8(found, mine);
    ends = _mm256_or_si256(mine, _mm256_cmpeq_epi8(found, zero));
    lowest = _mm256_and_si256(ends, _mm256_sub_epi64(zero, ends));
    before = _mm256_cmpeq_epi8(_mm256_sub_epi64(lowest, _mm256_set1_epi64x(1)), _mm256_set1_epi8(-1));
    before = _mm256_sad_epu8(_mm256_sub_epi8(zero, before), zero);
    before = _mm256_add_epi64(before, _mm256_cvtepu32_epi64(_mm_loadu_si128((const __m128i *)slots)));
    before = _mm256_permutevar8x32_epi32(before, _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6));
    _mm_storeu_si128((__m128i *)rows, _mm256_castsi256_si128(before));
    mine = _mm256_cmpeq_epi64(_mm256_and_si256(mine, lowest), zero);
    return 15 & ~(uint64_t)_mm256_movemask_pd(_mm256_castsi256_pd(mine));
}

/* A row is read as one of 16 bytes; 42 rows cannot overflow 16 bits. */
WITH_AVX2 static inline void sum_rows_avx2(const int8_t *weights, const uint32_t *rows, uint64_t found, int32_t *sums) {
    __m256i sum = _mm256_setzero_si256();
    for (; found; found &= found - 1)
        sum = _mm256_add_epi16(sum, _mm256_cvtepi8_epi16(_mm_loadu_si128(
            (const __m128i *)(weights + SCORED_LABELS * (size_t)rows[count_trailing(found)]))));
    _mm256_storeu_si256((__m256i *)sums, _mm256_cvtepi16_epi32(_mm256_castsi256_si128(sum)));
    _mm256_storeu_si256((__m256i *)(sums + 8), _mm256_cvtepi16_epi32(_mm256_extracti128_si256(sum, 1)));
}

WITH_AVX2 static inline void walk_avx2(const int32_t *moves, const int32_t *before, int32_t *sums, int32_t *from) {
    __m256i top[2], best[2];
    for (int half = 0; half < 2; half++) {
        const __m256i *row = (const __m256i *)(moves + 8 * half);
        __m256i *sum = (__m256i *)(sums + 8 * half);
        top[half] = _mm256_loadu_si256(row);
        best[half] = _mm256_setzero_si256();
        if (before) {
            top[half] = _mm256_add_epi32(top[half], _mm256_set1_epi32(before[0]));
            for (int a = 1; a < SCORED_LABELS; a++) {
                __m256i value = _mm256_add_epi32(_mm256_loadu_si256(row + 2 * a), _mm256_set1_epi32(before[a]));
                __m256i higher = _mm256_cmpgt_epi32(value, top[half]);
                best[half] = _mm256_blendv_epi8(best[half], _mm256_set1_epi32(a), higher);
                top[half] = _mm256_max_epi32(top[half], value);
            }
        }
        _mm256_storeu_si256((__m256i *)(from + 8 * half), best[half]);
        _mm256_storeu_si256(sum, _mm256_add_epi32(_mm256_loadu_si256(sum), top[half]));
    }
}

WITH_AVX2 static void score_avx2(
    const Scored *scored, const Described *token, const int32_t *before, int32_t *sums, int32_t *from) {
    uint32_t features[FEATURE_LANES], slots[FEATURE_LANES], own[FEATURE_LANES], rows[FEATURE_LANES];
    uint32_t highest = 0;
    uint64_t found = 0;
    hash_features(token, features);
    for (int n = 0; n < FEATURE_LANES; n++) {
        slots[n] = features[n] & scored->mask;
        own[n] = features[n] >> 24 ? features[n] >> 24 : 1;
        highest = highest > slots[n] ? highest : slots[n];
    }
    if (highest + SCORED_PROBES - 1 > scored->mask) { /* some of the prints stand at the end and at the beginning */
        score_plain(scored, token, before, sums, from);
        return;
    }
    for (int n = 0; n < SCORED_FEATURES; n += 4) found |= four_rows(scored->prints, slots + n, own + n, rows + n) << n;
    sum_rows_avx2(scored->weights, rows, found & (((uint64_t)1 << SCORED_FEATURES) - 1), sums);
    walk_avx2(scored->moves, before, sums, from);
}
static const Scoring SCORING_AVX2 = {score_avx2, "avx2"};
#endif

/* The scoring of a name, or the best that the processor has (no name); NULL where it has none of that name. */
static const Scoring *choose_scoring(const char *name) {
#ifdef DATELINE_SCORES_X86
    __builtin_cpu_init();
    if ((!name || !strcmp(name, "avx2")) && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
        return &SCORING_AVX2;
#endif
    return !name || !strcmp(name, "plain") ? &SCORING_PLAIN : NULL;
}
#endif

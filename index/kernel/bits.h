/* Counting bits, and reading ahead what will be needed soon. */
#ifndef DATELINE_BITS_H
#define DATELINE_BITS_H

#if defined(__GNUC__) || defined(__clang__)
#define count_trailing(x) __builtin_ctzll(x)
#define count_ones(x) __builtin_popcountll(x)
#define read_ahead(at) __builtin_prefetch(at)
#else
static inline int count_trailing(unsigned long long x) { int n = 0; while (!(x & 1)) { x >>= 1; n++; } return n; }
static inline int count_ones(unsigned long long x) { int n = 0; while (x) { x &= x - 1; n++; } return n; }
#define read_ahead(at) ((void)(at))
#endif

#endif

# Counting bits, and reading ahead.

from libc.stdint cimport uint64_t

cdef extern from *:
    """
    #if defined(__GNUC__) || defined(__clang__)
    #define count_trailing(x) __builtin_ctzll(x)
    #define count_ones(x) __builtin_popcountll(x)
    #define read_ahead(at) __builtin_prefetch(at)
    #else
    static int count_trailing(unsigned long long x) { int n = 0; while (!(x & 1)) { x >>= 1; n++; } return n; }
    static int count_ones(unsigned long long x) { int n = 0; while (x) { x &= x - 1; n++; } return n; }
    #define read_ahead(at) ((void)(at))
    #endif
    """
    int count_trailing(uint64_t) noexcept nogil
    int count_ones(uint64_t) noexcept nogil
    void read_ahead(const void *) noexcept nogil

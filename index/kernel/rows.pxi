# The weights of features, for _tagging.pyx: the rows of a token's features, and their sum.

cdef extern from *:
    """
    #if defined(__GNUC__)
    #define prefetch(at) __builtin_prefetch(at)
    #define count_trailing(x) __builtin_ctzll(x)
    /* Two vectors of eight numbers hold the sums: a row of 11 signed bytes is read as one of 16, and 42 rows cannot
       overflow 16 bits. What stands behind the last row are the prints. */
    typedef int8_t eight_bytes __attribute__((vector_size(8)));
    typedef int16_t eight_numbers __attribute__((vector_size(16)));
    static void sum_rows(const int8_t *weights, const uint32_t *rows, int found, int16_t *sums) {
        eight_numbers low = {0}, high = {0};
        eight_bytes part;
        for (int i = 0; i < found; i++) {
            memcpy(&part, weights + 11 * (size_t)rows[i], 8);
            low += __builtin_convertvector(part, eight_numbers);
            memcpy(&part, weights + 11 * (size_t)rows[i] + 8, 8);
            high += __builtin_convertvector(part, eight_numbers);
        }
        memcpy(sums, &low, 16);
        memcpy(sums + 8, &high, 16);
    }
    #else
    #define prefetch(at) ((void)0)
    static int count_trailing(unsigned long long x) { int n = 0; while (!(x & 1)) { x >>= 1; n++; } return n; }
    static void sum_rows(const int8_t *weights, const uint32_t *rows, int found, int16_t *sums) {
        memset(sums, 0, 32);
        for (int i = 0; i < found; i++)
            for (int k = 0; k < 11; k++)
                sums[k] = (int16_t)(sums[k] + weights[11 * (size_t)rows[i] + k]);
    }
    #endif
    #define EACH 0x0101010101010101ULL
    #define TOP 0x8000000000000000ULL
    """
    void prefetch(const void *at) noexcept nogil
    int count_trailing(uint64_t) noexcept nogil
    void sum_rows(const int8_t *weights, const uint32_t *rows, int found, int16_t *sums) noexcept nogil
    const uint64_t EACH         # a 1 in each of eight bytes
    const uint64_t TOP


cdef inline uint64_t lowest_zero(uint64_t eight) noexcept nogil:
    # The top bit of the lowest byte that is 0, less one; the largest number if none is.
    cdef uint64_t zeros = (eight - EACH) & ~eight & (EACH << 7)
    return (zeros & (0 - zeros)) - 1


cdef int rows_of(Work *w, const uint32_t *features, uint32_t *rows) noexcept nogil:
    # The rows of a token's features, and how many have one: in the first of its slots with its print, unless a free one
    # is before it. Eight prints are compared at once and without a branch, because none could be foretold.
    cdef uint32_t slot, last = w.rows_mask - PROBES + 1
    cdef uint64_t print, eight, own
    cdef int i, n, found = 0
    for n in range(FEATURES):
        slot = features[n] & w.rows_mask
        print = features[n] >> 24 if features[n] >> 24 else 1
        if slot <= last:
            memcpy(&eight, w.prints + slot, PROBES)
        else:
            for i in range(PROBES):
                (<uint8_t *>&eight)[i] = w.prints[(slot + i) & w.rows_mask]
        own = lowest_zero(eight ^ print * EACH)
        rows[found] = (slot + count_trailing(own + 1 | TOP) // 8) & w.rows_mask
        found += own < lowest_zero(eight)
        if found:
            prefetch(w.weights + LABELS * <uint64_t>rows[found - 1])
    return found


cdef void add_rows(Work *w, const uint32_t *features, int32_t *scores) noexcept nogil:
    # The sum of the weights of a token's features, for each label.
    cdef int16_t sums[16]
    cdef uint32_t rows[FEATURES + 1]
    cdef int k
    sum_rows(w.weights, rows, rows_of(w, features, rows), sums)
    for k in range(LABELS):
        scores[k] = sums[k]

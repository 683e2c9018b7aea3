# The operations of wide.h. Part of _matches.pyx, _matching.pyx and _ranking.pyx.

cdef extern from "wide.h":
    ctypedef struct Wide:
        void (*find_codes)(const uint8_t *, size_t, const uint8_t *, uint64_t *) noexcept nogil
        void (*spread)(const uint8_t *, size_t, const uint8_t *, uint8_t *) noexcept nogil
        void (*add_codes)(const uint8_t *, size_t, const uint8_t *, uint8_t *) noexcept nogil
        size_t (*find_sums)(const uint8_t *, size_t, uint8_t, uint64_t *) noexcept nogil
        size_t (*count_between)(const void *, size_t, size_t) noexcept nogil
        const char *name
    const Wide *choose_wide(const char *name) noexcept nogil

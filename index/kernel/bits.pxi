# Counting bits, and reading ahead.

from libc.stdint cimport uint64_t

cdef extern from "bits.h":
    int count_trailing(uint64_t) noexcept nogil
    int count_ones(uint64_t) noexcept nogil
    void read_ahead(const void *) noexcept nogil

# The forms of one term that are looked for. Part of the kernels that ask in which form a word stands.

cdef struct Sought:
    # The low ones as bits, the others ascending.
    uint64_t low
    const uint32_t *high
    uint32_t n


cdef inline void seek_forms(Sought *made, const uint32_t *numbers, uint32_t start, uint32_t end) noexcept nogil:
    # Forms numbers[start:end], ascending.
    cdef uint32_t i = start
    made.low = 0
    while i < end and numbers[i] < 64:
        made.low |= <uint64_t>1 << numbers[i]
        i += 1
    made.high = numbers + i
    made.n = end - i


cdef inline bint is_sought(Sought *sought, uint32_t form) noexcept nogil:
    cdef uint32_t low = 0, high = sought.n, middle
    if form < 64:
        return sought.low >> form & 1
    while low < high:
        middle = (low + high) // 2
        if sought.high[middle] < form:
            low = middle + 1
        else:
            high = middle
    return low < sought.n and sought.high[low] == form

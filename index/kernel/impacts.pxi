# What the ranking kernels skip by: a code of 4 bits for each posting of a long list. Part of _postings.pyx.
# The layout is described in dateline/index/segment/impacts.py.

from libc.math cimport ceil
from libc.stdint cimport int32_t

cdef enum:
    BINS = 4096                 # of w, for choosing the codes of a list
    DENSE_FROM = 4              # lists of at least a quarter of the documents have a code for each document,
    BITMAP_FROM = 16            # those of at least a sixteenth a bitmap beside the codes

cdef struct Impacts:
    # What coding the impacts of a term needs at hand.
    double *norms[MOST_FIELDS]  # what an occurrence weighs in each document; NULL: no codes are written
    Buffer ws                   # u16 w of each posting of the term, of 65535, rounded up
    Buffer documents            # u32 document of each


cdef int open_impacts(Impacts *made, Layout *layout, list shapes) except -1:
    # Work out the norms; each shape is (average length, weight, b) of a field.
    cdef uint32_t field
    cdef uint64_t i
    cdef double average, weight, b
    if len(shapes) != <Py_ssize_t>layout.fields:
        raise ValueError("norms and lengths are of different fields")
    for field in range(layout.fields):
        average, weight, b = shapes[<Py_ssize_t>field]
        made.norms[field] = <double *>malloc(8 * (layout.documents + 1))
        if made.norms[field] == NULL:
            raise MemoryError
        for i in range(layout.documents):
            made.norms[field][i] = weight / (1.0 - b + b * (layout.lengths[field][i] / average if average > 0.0 else 0.0))
    return 0


cdef void close_impacts(Impacts *made) noexcept:
    cdef uint32_t field
    for field in range(MOST_FIELDS):
        free(made.norms[field])
    free(made.ws.data)
    free(made.documents.data)


cdef inline void note_impact(Impacts *made, uint32_t fields, uint32_t document, const uint32_t *frequencies) noexcept nogil:
    # Add a posting; the buffers have room.
    cdef double weighed = 0.0
    cdef uint32_t field
    for field in range(fields):
        if frequencies[field]:
            weighed += made.norms[field][document] * frequencies[field]
    (<uint16_t *>(made.ws.data + made.ws.size))[0] = <uint16_t>ceil(weighed / (weighed + SATURATION) * 65535.0)
    (<uint32_t *>(made.documents.data + made.documents.size))[0] = document
    made.ws.size += 2
    made.documents.size += 4


cdef void choose_codes(const uint16_t *ws, uint64_t n, uint8_t *code_of) noexcept nogil:
    # Codes by rank: TOP postings have code 15, and each code below has about `ratio` times as many.
    cdef uint32_t bins[BINS]
    cdef uint32_t lowest[16]
    cdef uint64_t i, above = 0
    cdef int32_t b, high = BINS, c = 15
    cdef double target = TOP, ratio = ratio_of_codes(n)
    memset(bins, 0, sizeof(bins))
    memset(lowest, 0, sizeof(lowest))
    for i in range(n):
        bins[ws[i] >> 4] += 1
    b = BINS - 1
    while b >= 0 and c > 1:
        above += bins[b]
        while c > 1 and above >= target:
            lowest[c] = b
            c -= 1
            target *= ratio
        b -= 1
    for c in range(15, 0, -1):
        if <int32_t>lowest[c] < high:
            memset(code_of + lowest[c], c, high - lowest[c])
            high = lowest[c]


cdef int write_impacts(Impacts *made, uint64_t documents, Buffer *out) noexcept nogil:
    # Append the record of the postings that were noted, and forget them; -2 no memory.
    cdef uint64_t n = made.ws.size // 2, i, at, places, size
    cdef const uint16_t *ws = <const uint16_t *>made.ws.data
    cdef const uint32_t *numbers = <const uint32_t *>made.documents.data
    cdef uint8_t code_of[BINS]
    cdef uint16_t *head
    cdef uint8_t *codes
    cdef uint32_t kind = OF_POSTINGS
    cdef uint8_t code
    if n * BITMAP_FROM >= documents:
        kind = OF_DOCUMENTS if n * DENSE_FROM >= documents else WITH_BITMAP
    places = documents if kind == OF_DOCUMENTS else n
    size = IMPACT_HEAD + (places + 63) // 64 * 32 + ((documents + 63) // 64 * 8 if kind == WITH_BITMAP else 0)
    if reserve(out, size) < 0:
        return -2
    memset(out.data + out.size, 0, size)
    head = <uint16_t *>(out.data + out.size)
    codes = out.data + out.size + IMPACT_HEAD
    choose_codes(ws, n, code_of)
    for i in range(n):
        code = code_of[ws[i] >> 4]
        if ws[i] > head[code]:
            head[code] = ws[i]
        at = numbers[i] if kind == OF_DOCUMENTS else i
        codes[(at >> 6) * 32 + (at & 31)] |= <uint8_t>(code << 4 if at & 32 else code)
        if kind == WITH_BITMAP:
            (codes + (places + 63) // 64 * 32)[numbers[i] >> 3] |= <uint8_t>(1 << (numbers[i] & 7))
    for i in range(1, 16):
        head[i] = max(head[i], head[i - 1])
    (<uint32_t *>(head + 16))[0] = kind
    (<uint32_t *>(head + 18))[0] = <uint32_t>n
    out.size += size
    made.ws.size = made.documents.size = 0
    return 0

# Counts of the values of a column over the documents of a bitmap. Part of _matches.pyx.
#
# A column of which much is asked is read once from end to end: then it is known how many live documents have each value,
# so that of matches which are more than half the others are counted and taken away; where no document has two values,
# each has a code of 16 bits; and where neighbours mostly share theirs, matches are counted by runs.

cdef enum:
    MOST_CODES = 65535          # values of a column with codes of 16 bits
    SIDE_BY_SIDE = 1024         # values up to which four counts are kept of each, so that one need not wait for another
    LONG_RUNS = 32              # documents in a run on average from which counting by runs pays
    SELDOM = 64                 # matches are one in so many documents, or fewer: the column is not read for them

cdef struct Column:
    const uint32_t *starts
    const uint32_t *ordinals
    uint64_t rows               # documents
    uint64_t size               # of ordinals
    uint32_t values
    const uint8_t *deleted
    const Wide *wide
    uint32_t *totals            # live documents by value, then those without one; NULL until the column was read
    uint64_t live
    uint16_t *codes             # of each document; NULL: some have two values, or there are too many
    uint32_t *firsts            # the first document of each run, and the end of the last one; NULL: the runs are short
    uint16_t *run_codes
    uint64_t runs


cdef inline bint row_of(Column *c, uint64_t document, uint32_t *start, uint32_t *end) noexcept nogil:
    # Where the values of a document are; False: the file is damaged.
    start[0] = c.starts[document]
    end[0] = c.starts[document + 1]
    return start[0] <= end[0] and end[0] <= c.size


cdef inline bint count_row(Column *c, uint64_t document, uint32_t *counts) noexcept nogil:
    # Count the values of a document; False: the file is damaged.
    cdef uint32_t start = 0, end = 0, i, ordinal
    if not row_of(c, document, &start, &end):
        return False
    if start == end:
        counts[c.values] += 1
    for i in range(start, end):
        ordinal = c.ordinals[i]
        if ordinal >= c.values:
            return False
        counts[ordinal] += 1
    return True


cdef inline uint64_t live_word(Column *c, uint64_t word) noexcept nogil:
    # 64 bits of live documents.
    cdef uint64_t bits = ~<uint64_t>0, gone = 0, octets = (c.rows + 7) // 8
    if c.rows - 64 * word < 64:
        bits = (<uint64_t>1 << (c.rows - 64 * word)) - 1
    if c.deleted != NULL:
        memcpy(&gone, c.deleted + 8 * word, min(octets - 8 * word, <uint64_t>8))
    return bits & ~gone


cdef int read_column(Column *c, uint32_t *totals, uint16_t *codes) noexcept nogil:
    # Count all live documents, and make codes: 1; 0 when a document has two values; -1 damaged.
    cdef uint64_t document, bits = 0
    cdef uint32_t start = 0, end = 0, i
    cdef bint single = True
    for document in range(c.rows):
        if document & 63 == 0:
            bits = live_word(c, document >> 6)
            c.live += count_ones(bits)
        if not row_of(c, document, &start, &end):
            return -1
        for i in range(start, end):
            if c.ordinals[i] >= c.values:
                return -1
        if codes != NULL:
            codes[document] = <uint16_t>(c.ordinals[start] if start < end else c.values)
        single = single and end - start <= 1
        if bits >> (document & 63) & 1 and not count_row(c, document, totals):
            return -1
    return single


cdef uint64_t count_code_runs(const uint16_t *codes, uint64_t rows) noexcept nogil:
    cdef uint64_t document, runs = 1
    for document in range(1, rows):
        runs += codes[document] != codes[document - 1]
    return runs


cdef void fill_runs(Column *c) noexcept nogil:
    cdef uint64_t document, run = 0
    for document in range(c.rows):
        if document == 0 or c.codes[document] != c.codes[document - 1]:
            c.firsts[run] = <uint32_t>document
            c.run_codes[run] = c.codes[document]
            run += 1
    c.firsts[run] = <uint32_t>c.rows


cdef int prepare_column(Column *c) except -1:
    # Read the column. A document must exist. No other thread comes between: this keeps the lock of the interpreter.
    cdef uint32_t *totals = <uint32_t *>calloc(<size_t>c.values + 1, 4)
    cdef uint16_t *codes = NULL
    cdef int state
    if c.values < MOST_CODES:
        codes = <uint16_t *>malloc(2 * c.rows)
    if totals == NULL or (codes == NULL and c.values < MOST_CODES):
        free(totals)
        free(codes)
        raise MemoryError
    c.live = 0
    state = read_column(c, totals, codes)
    if state <= 0:
        free(codes)
        codes = NULL
    if state < 0:
        free(totals)
        raise IndexDamaged("a column of values contradicts itself")
    c.codes = codes
    c.totals = totals
    if codes != NULL:
        c.runs = count_code_runs(codes, c.rows)
        if c.runs * LONG_RUNS <= c.rows:
            c.run_codes = <uint16_t *>malloc(2 * c.runs)
            c.firsts = <uint32_t *>malloc(4 * (c.runs + 1))
            if c.firsts == NULL or c.run_codes == NULL:
                free(c.firsts)
                c.firsts = NULL
                raise MemoryError
            fill_runs(c)
    return 0


cdef int count_rows(Column *c, const uint64_t *bits, bint others, uint32_t *counts) noexcept nogil:
    # Count the documents of a bitmap, or the other live ones; -1 damaged.
    cdef uint64_t word, some
    for word in range((c.rows + 63) // 64):
        some = live_word(c, word) & ~bits[word] if others else bits[word]
        while some:
            if not count_row(c, 64 * word + count_trailing(some), counts):
                return -1
            some &= some - 1
    return 0


cdef void count_codes(Column *c, const uint64_t *bits, bint others, uint32_t *counts) noexcept nogil:
    # The same where each document has a code.
    cdef uint32_t apart[3][SIDE_BY_SIDE]
    cdef uint32_t *at[4]
    cdef const uint16_t *codes = c.codes
    cdef uint64_t word, some
    cdef uint32_t i, part
    cdef bint together = c.values >= SIDE_BY_SIDE
    at[0] = counts
    for i in range(3):
        at[i + 1] = counts if together else apart[i]
    if not together:
        memset(apart, 0, sizeof(apart))
    for word in range((c.rows + 63) // 64):
        some = live_word(c, word) & ~bits[word] if others else bits[word]
        while some:
            for part in range(4):
                at[part][codes[count_trailing(some)]] += 1
                some &= some - 1
                if some == 0:
                    break
        codes += 64
    if not together:
        for i in range(c.values + 1):
            counts[i] += apart[0][i] + apart[1][i] + apart[2][i]


cdef void count_runs(Column *c, const uint64_t *bits, uint32_t *counts) noexcept nogil:
    cdef uint64_t run
    for run in range(c.runs):
        counts[c.run_codes[run]] += <uint32_t>c.wide.count_between(bits, c.firsts[run], c.firsts[run + 1])


cdef int count_column(Column *c, const uint64_t *bits, uint64_t count, uint32_t *counts) noexcept nogil:
    # Count the documents of a bitmap by value, and at the end those without one; -1 damaged.
    cdef bint others = c.totals != NULL and 2 * count > c.live
    cdef uint32_t i
    if c.firsts != NULL:
        count_runs(c, bits, counts)
        return 0
    if c.codes != NULL:
        count_codes(c, bits, others, counts)
    elif count_rows(c, bits, others, counts) < 0:
        return -1
    if others:
        for i in range(c.values + 1):
            counts[i] = c.totals[i] - counts[i]
    return 0


cdef class FacetColumn:
    cdef object held
    cdef Column column

    def __cinit__(self, starts, ordinals, uint32_t values, deleted=None, bytes operations=None):
        cdef const uint32_t[::1] rows = starts, numbers = ordinals
        cdef const uint8_t[::1] octets
        if rows.shape[0] < 1:
            raise IndexDamaged("a column of values has no rows")
        self.held = (memoryview(starts), memoryview(ordinals), None if deleted is None else memoryview(deleted))
        self.column.starts = &rows[0]
        self.column.rows = rows.shape[0] - 1
        self.column.ordinals = &numbers[0] if numbers.shape[0] else NULL
        self.column.size = numbers.shape[0]
        self.column.values = values
        self.column.wide = wide_of(operations)
        if deleted is not None:
            octets = deleted
            self.column.deleted = octets_of(octets, self.column.rows)

    def __dealloc__(self):
        free(self.column.totals)
        free(self.column.codes)
        free(self.column.firsts)
        free(self.column.run_codes)

    def count(self, Matches matches not None):
        cdef array.array counts = array.clone(WORDS, <Py_ssize_t>self.column.values + 1, True)
        cdef uint32_t *at = counts.data.as_uints
        cdef Column now
        cdef int state
        if matches.documents != self.column.rows:
            raise ValueError("the matches are of another segment")
        if self.column.totals == NULL and SELDOM * matches.count > self.column.rows:
            prepare_column(&self.column)
        now = self.column  # another thread may prepare it meanwhile
        with nogil:
            state = count_column(&now, matches.bits, matches.count, at)
        if state < 0:
            raise IndexDamaged("a column of values contradicts itself")
        return counts


cdef inline uint32_t lowest_of_best(const uint32_t *counts, Py_ssize_t n, uint32_t *heap, Py_ssize_t k) noexcept nogil:
    # The count of the k-th best, at least 1; a heap of k, lowest first.
    cdef Py_ssize_t i, at, child
    cdef uint32_t count
    memset(heap, 0, 4 * k)
    for i in range(n):
        count = counts[i]
        if count <= heap[0]:
            continue
        at = 0
        while 2 * at + 1 < k:
            child = 2 * at + 1
            if child + 1 < k and heap[child + 1] < heap[child]:
                child += 1
            if heap[child] >= count:
                break
            heap[at] = heap[child]
            at = child
        heap[at] = count
    return max(heap[0], <uint32_t>1)


def best_counts(const uint32_t[::1] counts not None, Py_ssize_t k):
    cdef Py_ssize_t n = counts.shape[0], i, size = 0
    cdef const uint32_t *at = &counts[0] if n else NULL
    cdef uint32_t least = 1
    cdef uint32_t *heap
    cdef array.array made
    if k < 1:
        return array.clone(WORDS, 0, False)
    if k < n:
        heap = <uint32_t *>malloc(4 * k)
        if heap == NULL:
            raise MemoryError
        least = lowest_of_best(at, n, heap, k)
        free(heap)
    for i in range(n):
        size += at[i] >= least
    made = array.clone(WORDS, size, False)
    size = 0
    for i in range(n):
        if at[i] >= least:
            made.data.as_uints[size] = <uint32_t>i
            size += 1
    return made


def count_present(const uint32_t[::1] counts not None):
    cdef Py_ssize_t i, found = 0
    for i in range(counts.shape[0]):
        found += counts[i] != 0
    return found


def add_counts(uint32_t[::1] totals not None, const uint32_t[::1] counts not None, const uint32_t[::1] numbers not None):
    cdef Py_ssize_t i
    if numbers.shape[0] > counts.shape[0]:
        raise ValueError("values and their counts differ in number")
    for i in range(numbers.shape[0]):
        if numbers[i] >= <uint64_t>totals.shape[0]:
            raise ValueError("a number of a value is too high")
        totals[numbers[i]] += counts[i]

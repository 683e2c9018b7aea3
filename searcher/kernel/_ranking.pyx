# Scores, and the best documents. Types and documentation are in _ranking.pyi.
#
# Scores are float64 and each is the sum of its leaves' parts in the order of the
# leaves, so that every machine gives the same bits.

from cpython cimport array
from libc.math cimport log, sqrt
from libc.stdlib cimport calloc
from libc.string cimport memset

import array as arrays

from dateline.index.errors import IndexDamaged

include "../../index/kernel/buffer.pxi"
include "../../index/kernel/bits.pxi"
include "../../index/kernel/postings.pxi"
include "../../index/kernel/form_codes.pxi"
include "../../index/kernel/positions.pxi"

cdef enum:
    WINDOW = 2048               # documents whose sums are held at once: 16 KB of a first-level cache
    WINDOWS = 32                # in a chunk
    WORDS_OF_WINDOW = 32
    BITMAP = 8192               # bytes, of a chunk

cdef array.array WORDS = arrays.array("I")
cdef array.array DOUBLES = arrays.array("d")

cdef struct Leaf:
    # One word of the query in one segment, or a list of documents with their parts.
    Cursor cursor
    double weight
    uint32_t mask               # fields that count, a bit each
    uint32_t form               # the form as typed: its number plus one; 0 where no occurrence has it
    uint8_t *bitmap             # of the chunk stood on: who has the form as typed; NULL where there is none
    bint listed                 # documents and parts are given
    const uint32_t *documents
    const double *parts
    uint64_t n
    uint64_t i
    int state                   # of the cursor: 1 stands on a chunk, 0 is at the end

cdef struct Scale:
    # What turns frequencies into a part of the score.
    const uint32_t *table
    uint32_t totals[256]        # what the frequencies of a code add up to
    const uint8_t *positions
    uint64_t positions_size
    const double *norms[MOST_FIELDS]
    uint32_t fields
    uint64_t documents
    double k1
    double exact

include "wide.pxi"
include "best.pxi"


cdef inline int weigh(Scale *scale, Cursor *cursor, uint32_t i, uint32_t mask, double *weighed) noexcept nogil:
    # The weighed frequency of posting i of a chunk in the fields that count: 1; 0 when none counts; -1 damaged.
    cdef uint64_t document = <uint64_t>cursor.chunk << 16 | documents_of(cursor)[i]
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint32_t code = codes_of(cursor)[i], frequency, field
    cdef bint counts = False
    weighed[0] = 0.0
    if document >= scale.documents:
        return -1
    if code == ESCAPE:
        if escaped_frequencies(cursor, i, frequencies) < 0:
            return -1
    for field in range(scale.fields):
        if not mask >> field & 1:
            continue
        frequency = frequencies[field] if code == ESCAPE else scale.table[field * 256 + code]
        if frequency:
            weighed[0] = weighed[0] + scale.norms[field][document] * frequency
            counts = True
    return counts


cdef inline int part_of(Scale *scale, Leaf *leaf, uint32_t i, double *part) noexcept nogil:
    # The part of the score that posting i of the leaf's chunk gives: 1; 0 when no field counts; -1 damaged.
    cdef uint32_t low = documents_of(&leaf.cursor)[i]
    cdef double weighed = 0.0
    cdef int state = weigh(scale, &leaf.cursor, i, leaf.mask, &weighed)
    if state != 1:
        return state
    if leaf.bitmap != NULL and leaf.bitmap[low >> 3] >> (low & 7) & 1:
        weighed = weighed + scale.exact
    part[0] = leaf.weight * weighed / (weighed + scale.k1)
    return 1


cdef int spread_form(Scale *scale, Leaf *leaf) noexcept nogil:
    # Make the leaf's bitmap that of the chunk its cursor stands on; -1 when the file is damaged.
    cdef Cursor *c = &leaf.cursor
    cdef FormCodes codes
    cdef uint32_t i, low
    cdef int64_t first = 0, end
    if leaf.bitmap == NULL:
        return 0
    if c.form_shape == 0:
        memset(leaf.bitmap, 0xFF if leaf.form == 1 else 0, BITMAP)
        return 0
    memset(leaf.bitmap, 0, BITMAP)
    if open_form_codes(c, scale.positions, scale.positions_size, &codes) < 0:
        return -1
    for i in range(c.n):
        end = count_positions(c, scale.table, scale.totals, i)
        if end < 0 or first + end > c.total:
            return -1
        end += first
        while first < end:
            if form_at(&codes, <uint32_t>first) == leaf.form - 1:
                low = documents_of(c)[i]
                leaf.bitmap[low >> 3] |= <uint8_t>(1 << (low & 7))
                break
            first += 1
        first = end
    return 0


cdef class Parts:
    # The dictionary of one segment as the kernels want it: pointers, and who holds what they point to.
    cdef object held
    cdef Scale scale
    cdef const uint8_t *postings
    cdef uint64_t postings_size
    cdef const uint32_t *ties
    cdef uint64_t documents
    cdef uint32_t chunks
    cdef double drift
    cdef const Wide *wide

    def __cinit__(
        self, postings, table, positions, norms not None, ties, double k1, double exact, double drift=1.0, bytes operations=None
    ):
        cdef const uint8_t[::1] octets
        cdef const uint32_t[::1] words
        cdef const double[::1] doubles
        cdef Py_ssize_t field
        rows = [memoryview(row) for row in norms]
        self.held = (memoryview(postings), memoryview(table), memoryview(positions), rows, memoryview(ties))
        octets = postings
        self.postings = &octets[0] if octets.shape[0] else NULL
        self.postings_size = octets.shape[0]
        octets = positions
        self.scale.positions = &octets[0] if octets.shape[0] else NULL
        self.scale.positions_size = octets.shape[0]
        words = ties
        self.documents = words.shape[0]
        self.ties = &words[0] if words.shape[0] else NULL
        words = table
        self.scale.fields = <uint32_t>(words.shape[0] // 256)
        if self.scale.fields != <uint32_t>len(rows) or not 1 <= len(rows) <= MOST_FIELDS:
            raise IndexDamaged("a table of frequencies has the wrong size")
        self.scale.table = &words[0]
        add_up(self.scale.table, self.scale.fields, self.scale.totals)
        for field in range(len(rows)):
            doubles = rows[field]
            if <uint64_t>doubles.shape[0] != self.documents:
                raise ValueError("norms and ties are of different segments")
            self.scale.norms[field] = &doubles[0] if doubles.shape[0] else NULL
        self.scale.documents = self.documents
        self.scale.k1 = k1
        self.scale.exact = exact
        self.drift = drift
        self.chunks = <uint32_t>((self.documents + 65535) >> 16)
        self.wide = choose_wide(NULL if operations is None else <const char *>operations)
        if self.wide == NULL:
            raise ValueError(f"this processor has no operations of the name {operations!r}")

    cdef int _count(
        self, uint64_t place, uint32_t df, const uint8_t *deleted, uint64_t *live, uint64_t *occurrences
    ) except -1:
        # Add to how many live documents have a word, and to how often it stands in them.
        cdef Cursor c
        cdef int state
        open_cursor(&c, self.postings, self.postings_size, self.scale.fields, place, df)
        if deleted == NULL:  # it takes less time than to let other threads run
            state = count_chunks(&self.scale, &c, NULL, live, occurrences)
        else:
            with nogil:
                state = count_chunks(&self.scale, &c, deleted, live, occurrences)
        if state < 0:
            raise IndexDamaged("a postings list contradicts itself")
        return 0

    def count_live(self, uint64_t place, uint32_t df, const uint8_t[::1] deleted):
        cdef uint64_t live = 0, occurrences = 0
        self._count(place, df, bits_of(deleted, self.documents), &live, &occurrences)
        return live, occurrences


    def count_words(self, list words not None, const uint8_t[::1] deleted, array.array counts not None):
        cdef const uint8_t *deleted_at = bits_of(deleted, self.documents)
        cdef uint64_t *at = <uint64_t *>counts.data.as_ulonglongs
        cdef Py_ssize_t i
        if counts.typecode != "Q" or len(counts) != 2 * len(words):
            raise ValueError("each word has two counts")
        for i in range(len(words)):
            if words[i] is not None:
                self._count(words[i][0], words[i][1], deleted_at, &at[2 * i], &at[2 * i + 1])

    def weigh_words(
        self, list words not None, array.array counts not None, list times not None, uint64_t articles, uint32_t mask
    ):
        cdef const uint64_t *at = <const uint64_t *>counts.data.as_ulonglongs
        cdef list made = []
        cdef double df, weight
        cdef Py_ssize_t i
        if counts.typecode != "Q" or len(counts) != 2 * len(words) or len(times) != len(words):
            raise ValueError("each word has two counts and stands in the query so many times")
        for i in range(len(words)):
            if words[i] is None:
                made.append(None)
                continue
            df = <double>at[2 * i]
            weight = 0.0
            if at[2 * i]:
                weight = log(1.0 + ((<double>articles - df) + 0.5) / (df + 0.5)) * sqrt(<double>at[2 * i + 1] / df)
            weight = weight * (self.scale.k1 + 1.0) * <double>times[i]
            made.append((words[i][0], words[i][1], weight, mask, words[i][2]))
        return made


cdef enum:
    FEW_POSTINGS = 512          # of a chunk, whose deleted documents are 1,024 words of bits

cdef int count_chunks(
    Scale *scale, Cursor *c, const uint8_t *deleted, uint64_t *live, uint64_t *occurrences
) noexcept nogil:
    # How many documents that are not deleted a word has, and how often it stands in them; -1 damaged.
    cdef int state
    while True:
        state = next_chunk(c)
        if state <= 0:
            return state
        live[0] += c.n
        occurrences[0] += c.total
        if deleted == NULL:
            continue
        if (<uint64_t>c.chunk << 16 | documents_of(c)[c.n - 1]) >= scale.documents:
            return -1
        state = (subtract_postings if c.n < FEW_POSTINGS else subtract_deleted)(scale, c, deleted, live, occurrences)
        if state < 0:
            return state


cdef int subtract_postings(
    Scale *scale, Cursor *c, const uint8_t *deleted, uint64_t *live, uint64_t *occurrences
) noexcept nogil:
    # Take away what the chunk has in deleted documents, posting by posting; -1 damaged.
    cdef uint64_t document
    cdef uint32_t i
    for i in range(c.n):
        document = <uint64_t>c.chunk << 16 | documents_of(c)[i]
        if document >= scale.documents:
            return -1
        if deleted[document >> 3] >> (document & 7) & 1 and subtract(scale, c, i, live, occurrences) < 0:
            return -1
    return 0


cdef int subtract_deleted(
    Scale *scale, Cursor *c, const uint8_t *deleted, uint64_t *live, uint64_t *occurrences
) noexcept nogil:
    # The same, deleted document by deleted document: most archives have few.
    cdef uint64_t first = <uint64_t>c.chunk << 13, end = min((scale.documents + 7) >> 3, first + BITMAP), at, bits
    cdef uint32_t i = 0, wanted
    for at in range(first, end, 8):
        bits = 0
        memcpy(&bits, deleted + at, min(<uint64_t>8, end - at))
        while bits:
            wanted = <uint32_t>(at - first) * 8 + <uint32_t>count_trailing(bits)
            bits &= bits - 1
            i = gallop(documents_of(c), i, c.n, wanted)
            if i == c.n:
                return 0
            if documents_of(c)[i] == wanted and subtract(scale, c, i, live, occurrences) < 0:
                return -1
    return 0


cdef inline int subtract(Scale *scale, Cursor *c, uint32_t i, uint64_t *live, uint64_t *occurrences) noexcept nogil:
    # Take away one posting; -1 damaged.
    cdef int64_t n = count_positions(c, scale.table, scale.totals, i)
    if n < 0 or <uint64_t>n > occurrences[0]:
        return -1
    live[0] -= 1
    occurrences[0] -= <uint64_t>n
    return 0


cdef Leaf *open_leaves(Parts parts, list leaves) except NULL:
    # Each leaf is (place, df, weight, mask, form), or (documents, parts).
    cdef Leaf *made = <Leaf *>calloc(len(leaves) + 1, sizeof(Leaf))
    cdef Leaf *leaf
    cdef const uint32_t[::1] documents
    cdef const double[::1] scores
    cdef Py_ssize_t i
    if made == NULL:
        raise MemoryError
    try:
        for i in range(len(leaves)):
            leaf = &made[i]
            if len(leaves[i]) == 2:
                documents, scores = leaves[i]
                leaf.listed = True
                leaf.n = documents.shape[0]
                if scores.shape[0] != documents.shape[0]:
                    raise ValueError("documents and parts differ in number")
                leaf.documents = &documents[0] if leaf.n else NULL
                leaf.parts = &scores[0] if leaf.n else NULL
                continue
            place, df, weight, mask, leaf.form = leaves[i]
            open_cursor(&leaf.cursor, parts.postings, parts.postings_size, parts.scale.fields, place, df)
            leaf.weight = weight
            leaf.mask = mask
            if leaf.form:
                leaf.bitmap = <uint8_t *>malloc(BITMAP)
                if leaf.bitmap == NULL:
                    raise MemoryError
            leaf.state = next_chunk(&leaf.cursor)
            if leaf.state < 0:
                raise IndexDamaged("a postings list contradicts itself")
    except BaseException:
        close_leaves(made, len(leaves))
        raise
    return made


cdef void close_leaves(Leaf *leaves, Py_ssize_t count) noexcept:
    cdef Py_ssize_t i
    for i in range(count):
        free(leaves[i].bitmap)
    free(leaves)


cdef int add_window_of_two(
    Scale *scale, Leaf *leaf, uint32_t chunk, uint32_t base, double *sums, uint64_t *seen
) noexcept nogil:
    # `add_window` for a word searched in both of two fields, as most are: the same sums, in the same order.
    cdef const uint16_t *documents = leaf.cursor.documents
    cdef const uint8_t *codes = leaf.cursor.codes
    cdef const uint8_t *bitmap = leaf.bitmap
    cdef const uint32_t *table = scale.table
    cdef const double *first = scale.norms[0]
    cdef const double *second = scale.norms[1]
    cdef double weight = leaf.weight, k1 = scale.k1, exact = scale.exact, weighed, part = 0.0
    cdef uint64_t start = <uint64_t>chunk << 16, document
    cdef uint32_t i = leaf.cursor.i, n = leaf.cursor.n, end = base + WINDOW, low, code
    cdef int state
    while i < n and documents[i] < end:
        low = documents[i]
        document = start + low
        code = codes[i]
        if low < base or document >= scale.documents:
            return -1
        if code == ESCAPE or table[code] | table[256 + code] == 0:
            state = part_of(scale, leaf, i, &part)
            if state < 0:
                return -1
            i += 1
            if state == 0:
                continue
        else:
            weighed = second[document] * table[256 + code]
            if table[code]:
                weighed = first[document] * table[code] + weighed
            if bitmap != NULL and bitmap[low >> 3] >> (low & 7) & 1:
                weighed = weighed + exact
            part = weight * weighed / (weighed + k1)
            i += 1
        low -= base
        sums[low] += part
        seen[low >> 6] |= <uint64_t>1 << (low & 63)
    leaf.cursor.i = i
    return 0


cdef int add_window(Scale *scale, Leaf *leaf, uint32_t chunk, uint32_t base, double *sums, uint64_t *seen) noexcept nogil:
    # Add the leaf's parts for the documents of one window; base is the window's first, within the chunk.
    cdef uint32_t low
    cdef uint64_t whole
    cdef double part = 0.0
    cdef int state
    cdef const uint16_t *documents
    if leaf.listed:
        whole = <uint64_t>chunk << 16 | base
        while leaf.i < leaf.n and leaf.documents[leaf.i] < whole + WINDOW:
            if leaf.documents[leaf.i] < whole:
                return -1
            low = <uint32_t>(leaf.documents[leaf.i] - whole)
            sums[low] += leaf.parts[leaf.i]
            seen[low >> 6] |= <uint64_t>1 << (low & 63)
            leaf.i += 1
        return 0
    if leaf.state != 1 or leaf.cursor.chunk != chunk:
        return 0
    if scale.fields == 2 and leaf.mask == 3 and not leaf.cursor.alone:
        return add_window_of_two(scale, leaf, chunk, base, sums, seen)
    documents = documents_of(&leaf.cursor)
    while leaf.cursor.i < leaf.cursor.n and documents[leaf.cursor.i] < base + WINDOW:
        low = documents[leaf.cursor.i] - base
        if low >= WINDOW:
            return -1
        state = part_of(scale, leaf, leaf.cursor.i, &part)
        if state < 0:
            return -1
        if state:
            sums[low] += part
            seen[low >> 6] |= <uint64_t>1 << (low & 63)
        leaf.cursor.i += 1
    return 0


cdef inline uint64_t word_at(const uint8_t *bitmap, uint64_t octets, uint64_t word) noexcept nogil:
    # 64 bits of a bitmap, which may end within them.
    cdef uint64_t value = 0
    if 8 * word + 8 <= octets:
        memcpy(&value, bitmap + 8 * word, 8)
    elif 8 * word < octets:
        memcpy(&value, bitmap + 8 * word, octets - 8 * word)
    return value


cdef int rank_chunks(
    Parts parts, Leaf *leaves, Py_ssize_t count, const uint8_t *matched, const uint8_t *deleted, Best *best, uint64_t *total
) noexcept nogil:
    cdef double sums[WINDOW]
    cdef uint64_t seen[WORDS_OF_WINDOW]
    cdef uint32_t chunk, window, word, low
    cdef uint64_t octets = (parts.documents + 7) // 8, base, bits, kept, document
    cdef Py_ssize_t i
    memset(sums, 0, sizeof(sums))
    memset(seen, 0, sizeof(seen))
    for chunk in range(<uint32_t>((parts.documents + 65535) >> 16)):
        for i in range(count):
            if not leaves[i].listed and leaves[i].state == 1 and leaves[i].cursor.chunk == chunk:
                if spread_form(&parts.scale, &leaves[i]) < 0:
                    return -1
        for window in range(WINDOWS):
            base = <uint64_t>chunk << 16 | window * WINDOW
            if base >= parts.documents:
                break
            for i in range(count):
                if add_window(&parts.scale, &leaves[i], chunk, window * WINDOW, sums, seen) < 0:
                    return -1
            for word in range(WORDS_OF_WINDOW):
                bits = seen[word]
                kept = bits
                if matched != NULL:
                    kept = word_at(matched, octets, (base >> 6) + word)
                    bits |= kept
                if bits == 0:
                    continue
                if deleted != NULL:
                    kept &= ~word_at(deleted, octets, (base >> 6) + word)
                total[0] += count_ones(kept)
                seen[word] = 0
                while bits:
                    low = word * 64 + count_trailing(bits)
                    if kept >> (low & 63) & 1:
                        document = base + low
                        if document >= parts.documents:
                            return -1
                        offer(best, sums[low], parts.ties[document], <uint32_t>document)
                    sums[low] = 0.0
                    bits &= bits - 1
        for i in range(count):
            if not leaves[i].listed and leaves[i].state == 1 and leaves[i].cursor.chunk == chunk:
                leaves[i].state = next_chunk(&leaves[i].cursor)
                if leaves[i].state < 0 or (leaves[i].state == 1 and leaves[i].cursor.chunk <= chunk):
                    return -1
    return 0


def rank_any(Parts parts not None, leaves not None, const uint8_t[::1] matched, const uint8_t[::1] deleted, k):
    cdef list rows = list(leaves)
    cdef Leaf *opened
    cdef Best best
    cdef const uint8_t *matched_at = bits_of(matched, parts.documents)
    cdef const uint8_t *deleted_at = bits_of(deleted, parts.documents)
    cdef uint64_t total = 0
    cdef Py_ssize_t count = len(rows)
    cdef int state
    open_best(&best, k, parts.documents)
    try:
        opened = open_leaves(parts, rows)
        try:
            with nogil:
                state = rank_chunks(parts, opened, count, matched_at, deleted_at, &best, &total)
            if state < 0:
                raise IndexDamaged("a postings list contradicts itself")
            return *taken(&best), total
        finally:
            close_leaves(opened, count)
    finally:
        close_best(&best)


cdef const uint8_t *bits_of(const uint8_t[::1] bitmap, uint64_t documents) except? NULL:
    # The bytes of a bitmap that the caller holds; NULL for none, or one of no documents.
    if bitmap is None:
        return NULL
    if <uint64_t>bitmap.shape[0] != (documents + 7) // 8:
        raise ValueError("a bitmap is of another segment")
    return &bitmap[0] if documents else NULL


def score_postings(
    Parts parts not None, const uint32_t[::1] documents not None, const uint32_t[::1] frequencies not None,
    uint32_t mask, double weight,
):
    # The parts of postings that are given outright: a phrase's.
    cdef Py_ssize_t n = documents.shape[0], i
    cdef uint32_t field, fields = parts.scale.fields
    cdef array.array made = array.clone(DOUBLES, n, False)
    cdef double weighed
    if <uint64_t>frequencies.shape[0] != <uint64_t>n * fields:
        raise ValueError("documents and frequencies differ in number")
    for i in range(n):
        if documents[i] >= parts.documents:
            raise ValueError("a document is not of the segment")
        weighed = 0.0
        for field in range(fields):
            if mask >> field & 1 and frequencies[i * fields + field]:
                weighed = weighed + parts.scale.norms[field][documents[i]] * frequencies[i * fields + field]
        made.data.as_doubles[i] = weight * weighed / (weighed + parts.scale.k1)
    return made


def norms_of(const uint32_t[::1] lengths not None, double average, double weight, double b):
    cdef Py_ssize_t i
    cdef array.array made = array.clone(DOUBLES, lengths.shape[0], False)
    for i in range(lengths.shape[0]):
        made.data.as_doubles[i] = weight / (1.0 - b + b * (lengths[i] / average if average > 0.0 else 0.0))
    return made


def sort_by(const uint32_t[::1] ranks not None, const uint8_t[::1] matched not None, const uint8_t[::1] deleted, k):
    cdef Best best
    cdef uint64_t documents = ranks.shape[0], word, bits, n = (documents + 7) // 8
    cdef const uint8_t *matched_at = bits_of(matched, documents)
    cdef const uint8_t *deleted_at = bits_of(deleted, documents)
    cdef uint32_t document
    cdef uint64_t total = 0
    open_best(&best, k, documents)
    try:
        with nogil:
            for word in range((documents + 63) // 64):
                bits = word_at(matched_at, n, word)
                if deleted_at != NULL:
                    bits &= ~word_at(deleted_at, n, word)
                if documents - 64 * word < 64:  # a bitmap's last byte may go on beyond the last document
                    bits &= (<uint64_t>1 << (documents - 64 * word)) - 1
                total += count_ones(bits)
                while bits:
                    document = <uint32_t>(64 * word + count_trailing(bits))
                    bits &= bits - 1
                    offer(&best, 0.0, ranks[document], document)
        return taken(&best)[0], total
    finally:
        close_best(&best)


include "words.pxi"
include "pruning.pxi"
include "plans.pxi"
include "candidates.pxi"
include "any_word.pxi"
include "all_words.pxi"
include "sought.pxi"
include "phrases.pxi"
include "best_phrase.pxi"

# From lists of documents to bytes and back. Types and documentation are in _lists.pyi.

from cpython cimport array
from libc.string cimport memset

import array as arrays

from dateline.index.errors import IndexDamaged

include "buffer.pxi"
include "bits.pxi"
include "lists.pxi"

cdef uint32_t ABSENT = <uint32_t>-1  # no document, no list

cdef enum:
    MOST_SEGMENTS = 64

cdef array.array WORDS = arrays.array("I")
cdef array.array LONGS = arrays.array("Q")


cdef int write_list(Buffer *out, const uint32_t *documents, uint64_t n) noexcept nogil:
    # Append the chunks of one list.
    cdef uint64_t at = 0, end, i
    cdef uint32_t chunk
    cdef uint16_t *header
    while at < n:
        chunk = documents[at] >> 16
        end = at
        while end < n and documents[end] >> 16 == chunk:
            end += 1
        if reserve(out, LIST_HEADER + BITMAP) < 0:
            return -1
        header = <uint16_t *>(out.data + out.size)
        header[0] = <uint16_t>chunk
        header[1] = <uint16_t>(end - at - 1)
        out.size += LIST_HEADER
        if end - at <= SPARSE:
            for i in range(at, end):
                header[2 + i - at] = <uint16_t>documents[i]
            out.size += 2 * (end - at)
            if (end - at) & 1:
                header[2 + end - at] = 0
                out.size += 2
        else:
            memset(out.data + out.size, 0, BITMAP)
            for i in range(at, end):
                out.data[out.size + ((documents[i] & 0xFFFF) >> 3)] |= <uint8_t>(1 << (documents[i] & 7))
            out.size += BITMAP
        at = end
    return 0


def encode_lists(const uint64_t[::1] starts not None, const uint32_t[::1] documents not None, uint64_t base=0):
    cdef Py_ssize_t lists = starts.shape[0] - 1, i
    cdef array.array places = array.clone(LONGS, max(lists, 0), lists > 0)  # nothing to clear in an empty one
    cdef Buffer out
    cdef uint64_t n
    cdef int failed = 0
    if lists < 0 or starts[0] != 0 or starts[lists] != <uint64_t>documents.shape[0]:
        raise ValueError("the starts do not span the documents")
    for i in range(lists):
        if starts[i] > starts[i + 1]:
            raise ValueError("the starts do not ascend")
    memset(&out, 0, sizeof(out))
    try:
        with nogil:
            for i in range(lists):
                n = starts[i + 1] - starts[i]
                if n == 1:
                    places.data.as_ulonglongs[i] = LIST_INLINE | documents[starts[i]]
                    continue
                places.data.as_ulonglongs[i] = base + out.size
                if n == 0:
                    continue
                failed = write_list(&out, &documents[starts[i]], n)
                if failed < 0:
                    break
        if failed < 0:
            raise MemoryError
        return places, (out.data[:out.size] if out.size else b"")
    finally:
        free(out.data)


cdef struct Source:
    # One segment to gather from, and where its documents go.
    const uint32_t *picks
    const uint32_t *counts
    const uint64_t *places
    uint64_t rows
    const uint8_t *lists
    uint64_t size
    const uint32_t *renumbered
    uint64_t documents


cdef inline int take_document(uint32_t document, Source *source, Buffer *out) noexcept nogil:
    if document >= source.documents:
        return -1
    if source.renumbered[document] != ABSENT:
        (<uint32_t *>(out.data + out.size))[0] = source.renumbered[document]
        out.size += 4
    return 0


cdef int gather_list(ListCursor *c, Source *source, Buffer *out) noexcept nogil:
    cdef int state
    cdef uint32_t i, bit, document, word, ones
    while True:
        state = next_list_chunk(c)
        if state <= 0:
            return state
        if reserve(out, 4 * <uint64_t>(65536 if c.bitmap != NULL else c.n)) < 0:
            return -2
        if c.bitmap != NULL:
            ones = 0
            for i in range(BITMAP):
                word = c.bitmap[i]
                ones += count_ones(word)
                while word:
                    bit = count_trailing(word)
                    word &= word - 1
                    document = c.chunk << 16 | i << 3 | bit
                    if take_document(document, source, out) < 0:
                        return -1
            if ones != c.n:
                return -1
        else:
            for i in range(c.n):
                if i and c.documents[i] <= c.documents[i - 1]:
                    return -1
                document = c.chunk << 16 | (c.own if c.alone else c.documents[i])
                if take_document(document, source, out) < 0:
                    return -1


cdef int open_source(Source *source, picks, segment, renumbered, list held) except -1:
    # What `held` gets keeps the pointers good: nobody can close or resize what a memoryview shows.
    cdef const uint32_t[::1] words
    cdef const uint64_t[::1] longs
    cdef const uint8_t[::1] octets
    cdef list parts = [memoryview(part) for part in (picks, segment.counts, segment.places, segment.lists, renumbered)]
    held.append(parts)
    words = parts[0]
    source.picks = &words[0] if words.shape[0] else NULL
    words = parts[1]
    source.counts = &words[0] if words.shape[0] else NULL
    source.rows = words.shape[0]
    longs = parts[2]
    source.places = &longs[0] if longs.shape[0] else NULL
    octets = parts[3]
    source.lists = &octets[0] if octets.shape[0] else NULL
    source.size = octets.shape[0]
    words = parts[4]
    source.renumbered = &words[0] if words.shape[0] else NULL
    source.documents = words.shape[0]
    if <uint64_t>longs.shape[0] != source.rows:
        raise IndexDamaged("the parts of a table of lists differ in length")
    return 0


def gather_lists(picks not None, segments not None, renumberings not None):
    cdef Py_ssize_t lists = len(picks[0]) if picks else 0, row, i, count = len(picks)
    cdef list held = []
    cdef array.array starts = array.clone(LONGS, lists + 1, True)
    cdef array.array made
    cdef Source sources[MOST_SEGMENTS]
    cdef Buffer out
    cdef ListCursor cursor
    cdef uint32_t pick
    cdef int state = 0
    if count > MOST_SEGMENTS or len(segments) != count or len(renumberings) != count:
        raise ValueError("picks, segments and renumberings do not belong together")
    if any([len(pick_row) != lists for pick_row in picks]):
        raise ValueError("the picks differ in length")
    for i in range(count):
        open_source(&sources[i], picks[i], segments[i], renumberings[i], held)
    memset(&out, 0, sizeof(out))
    # By list, then by segment: the documents of a list come out ascending.
    try:
        with nogil:
            for row in range(lists):
                for i in range(count):
                    pick = sources[i].picks[row]
                    if pick == ABSENT:
                        continue
                    if pick >= sources[i].rows:
                        state = -1
                        break
                    open_list(&cursor, sources[i].lists, sources[i].size, sources[i].places[pick], sources[i].counts[pick])
                    state = gather_list(&cursor, &sources[i], &out)
                    if state < 0:
                        break
                if state < 0:
                    break
                starts.data.as_ulonglongs[row + 1] = out.size // 4
        if state == -2:
            raise MemoryError
        if state < 0:
            raise IndexDamaged("a list of articles contradicts itself")
        made = array.clone(WORDS, out.size // 4, False)
        if out.size:
            memcpy(made.data.as_uints, out.data, out.size)
        return starts, made
    finally:
        free(out.data)

# Which documents plain words match, and counts over them. Types and documentation are in _matches.pyi.

from cpython cimport array
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset

import array as arrays

from dateline.index.errors import IndexDamaged

include "../../index/kernel/bits.pxi"
include "../../index/kernel/postings.pxi"
include "../../index/kernel/lists.pxi"
include "wide.pxi"
include "matches.pxi"

cdef array.array WORDS = arrays.array("I")


cdef const Wide *wide_of(bytes operations) except NULL:
    cdef const Wide *found = choose_wide(NULL if operations is None else <const char *>operations)
    if found == NULL:
        raise ValueError(f"this processor has no operations of the name {operations!r}")
    return found


cdef const uint8_t *octets_of(const uint8_t[::1] bitmap, uint64_t documents) except? NULL:
    # Where a bitmap of a segment's documents is; NULL for an empty one.
    if <uint64_t>bitmap.shape[0] != (documents + 7) // 8:
        raise ValueError("a bitmap is of another segment")
    return &bitmap[0] if bitmap.shape[0] else NULL


cdef class Matches:
    cdef uint64_t *bits                 # in whole words, without bits beyond the last document
    cdef readonly uint64_t documents
    cdef readonly uint64_t count

    def __cinit__(self, uint64_t documents, bitmap=None):
        cdef const uint8_t[::1] octets
        cdef const uint8_t *at
        self.documents = documents
        self.bits = <uint64_t *>calloc((documents + 63) // 64 + 1, 8)
        if self.bits == NULL:
            raise MemoryError
        if bitmap is not None:
            octets = bitmap
            at = octets_of(octets, documents)
            if at != NULL:
                memcpy(self.bits, at, (documents + 7) // 8)
            if documents & 63:
                self.bits[documents >> 6] &= (<uint64_t>1 << (documents & 63)) - 1
            self.count = choose_wide(NULL).count_between(self.bits, 0, documents)

    def __dealloc__(self):
        free(self.bits)

    def bitmap(self):
        return (<const char *>self.bits)[:(self.documents + 7) // 8]


cdef class WordLists:
    cdef object held
    cdef Searched searched

    def __cinit__(self, postings, uint32_t fields, uint64_t documents, deleted=None, bytes operations=None):
        cdef const uint8_t[::1] octets = postings
        if not 1 <= fields <= MOST_FIELDS:
            raise IndexDamaged("a dictionary has the wrong number of fields")
        self.searched.postings = &octets[0] if octets.shape[0] else NULL
        self.searched.size = octets.shape[0]
        self.searched.fields = fields
        self.searched.documents = documents
        self.searched.wide = wide_of(operations)
        self.held = (memoryview(postings), None if deleted is None else memoryview(deleted))
        if deleted is not None:
            octets = deleted
            self.searched.deleted = octets_of(octets, documents)

    def count(self, words not None, bint all_of):
        cdef list found = list(words)
        if len(found) == 1 and found[0] is not None and self.searched.deleted == NULL:
            return found[0][1]  # the number of documents of a word is in the dictionary
        return self.match(found, all_of, NULL)

    def mark(self, words not None, bint all_of):
        cdef Matches made = Matches.__new__(Matches, self.searched.documents)
        made.count = self.match(list(words), all_of, made.bits)
        return made

    cdef uint64_t match(self, list words, bint all_of, uint64_t *made) except? 0:
        # Count the documents, and set their bits unless there are none to set.
        cdef list present = [word for word in words if word is not None]
        cdef Py_ssize_t n = len(present), i, j
        cdef uint64_t count = 0
        cdef Listed *listed
        cdef Listed **order
        cdef int state = 0
        if n == 0 or (all_of and n < len(words)):
            return 0
        listed = <Listed *>calloc(n, sizeof(Listed))
        order = <Listed **>malloc(n * sizeof(Listed *))
        try:
            if listed == NULL or order == NULL:
                raise MemoryError
            for i in range(n):
                if open_listed(&self.searched, &listed[i], present[i][0], present[i][1]) < 0:
                    raise IndexDamaged("a postings list contradicts itself")
                j = i
                while j and order[j - 1].df > listed[i].df:
                    order[j] = order[j - 1]
                    j -= 1
                order[j] = &listed[i]
            with nogil:
                if all_of:
                    state = match_all(&self.searched, order, n, made, &count)
                else:
                    state = match_any(&self.searched, listed, n, made, &count)
            if state < 0:
                raise IndexDamaged("a postings list contradicts itself")
            return count
        finally:
            free(listed)
            free(order)


include "facet_column.pxi"

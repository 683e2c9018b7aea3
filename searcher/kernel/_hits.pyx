# From the best documents of segments to hits. Types and documentation are in _hits.pyi.

from cpython cimport array
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport int64_t, uint32_t, uint64_t

from dateline.index.errors import IndexDamaged


cdef class HitRow:
    cdef readonly object rank
    cdef readonly object id
    cdef readonly object seq
    cdef readonly object score
    cdef readonly object page

    def __init__(self, rank, id, seq, score, page):
        self.rank = rank
        self.id = id
        self.seq = seq
        self.score = score
        self.page = page


cdef class CountRow:
    cdef readonly object value
    cdef readonly object count

    def __init__(self, value, count):
        self.value = value
        self.count = count


def make_counts(type kind not None, list rows not None):
    cdef CountRow row
    cdef list made = []
    if not issubclass(kind, CountRow):
        raise TypeError("counts are made of rows of counts")
    for value, count in rows:
        row = <CountRow>kind.__new__(kind)
        row.value = value
        row.count = count
        made.append(row)
    return tuple(made)


cdef class Columns:
    cdef const uint64_t[::1] seqs
    cdef const int64_t[::1] instants
    cdef const unsigned char[::1] ids
    cdef const uint32_t[::1] offsets
    cdef object file

    def __cinit__(self, seqs, instants, ids, offsets, file):
        self.seqs = seqs
        self.instants = instants
        self.ids = ids
        self.offsets = offsets
        self.file = file
        if self.instants.shape[0] != self.seqs.shape[0] or self.offsets.shape[0] != self.seqs.shape[0] + 1:
            raise IndexDamaged("its columns of documents differ in length", file)

    cdef str id_of(self, uint64_t document):
        cdef uint64_t start = self.offsets[document], end = self.offsets[document + 1]
        if not start <= end <= <uint64_t>self.ids.shape[0]:
            raise IndexDamaged("the offsets of its texts do not ascend", self.file)
        if start == end:
            return ""
        try:
            return PyUnicode_DecodeUTF8(<const char *>&self.ids[start], <Py_ssize_t>(end - start), NULL)
        except UnicodeDecodeError as error:
            raise IndexDamaged("a text in it is not UTF-8", self.file) from error


cdef class Found:
    # The best documents of one segment, best first, and the next of them.
    cdef Columns columns
    cdef array.array held_documents, held_scores
    cdef const uint32_t *documents
    cdef const double *scores
    cdef Py_ssize_t count, at

    cdef int check(self) except -1:
        # Whether the next document is one of the segment; every one is checked before it is read.
        if self.documents[self.at] >= <uint64_t>self.columns.seqs.shape[0]:
            raise IndexDamaged("a number of a text is out of range", self.columns.file)
        return 0


cdef Found open_found(Columns columns, array.array documents, array.array scores):
    cdef Found made = Found.__new__(Found)
    if documents.typecode != "I" or scores.typecode != "d" or len(documents) != len(scores):
        raise ValueError("documents are u32, scores float64, and as many")
    made.columns = columns
    made.held_documents = documents
    made.held_scores = scores
    made.documents = documents.data.as_uints
    made.scores = scores.data.as_doubles
    made.count = len(documents)
    made.at = 0
    if made.count:
        made.check()
    return made


cdef bint is_better(Found one, Found other) except -1:
    # Whether the next document of one comes before that of the other: by score, then the newer, undated last, then id.
    cdef uint32_t a = one.documents[one.at], b = other.documents[other.at]
    cdef int64_t instant = one.columns.instants[a], another = other.columns.instants[b]
    if one.scores[one.at] != other.scores[other.at]:
        return one.scores[one.at] > other.scores[other.at]
    if instant != another:
        return instant > another  # that of an undated one is the lowest
    return one.columns.id_of(a) < other.columns.id_of(b)


def list_best(list founds not None, Py_ssize_t k):
    cdef list ids = [], seqs = [], scores = [], open_ones = []
    cdef Found best, each
    cdef uint32_t document
    for columns, documents, parts in founds:
        if len(documents):
            open_ones.append(open_found(columns, documents, parts))
    while open_ones and k > 0:
        best = <Found>open_ones[0]
        if len(open_ones) > 1:
            for each in open_ones:
                if each is not best and is_better(each, best):
                    best = each
        document = best.documents[best.at]
        ids.append(best.columns.id_of(document))
        seqs.append(best.columns.seqs[document])
        scores.append(best.scores[best.at])
        k -= 1
        best.at += 1
        if best.at == best.count:
            open_ones.remove(best)
        else:
            best.check()
    return ids, seqs, scores


def make_hits(type kind not None, list ids not None, list seqs not None, list scores not None, page):
    cdef Py_ssize_t i, count = len(ids)
    cdef HitRow row
    cdef list made = []
    if len(seqs) != count or len(scores) != count:
        raise ValueError("ids, versions and scores differ in number")
    if not issubclass(kind, HitRow):
        raise TypeError("hits are made of rows of hits")
    for i in range(count):
        row = <HitRow>kind.__new__(kind)
        row.rank = i + 1
        row.id = ids[i]
        row.seq = seqs[i]
        row.score = scores[i]
        row.page = page
        made.append(row)
    return tuple(made)

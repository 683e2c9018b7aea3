# Marks: what stands at words of a text and is no word, for _tokens.pyx: where sentences and paragraphs begin, and what
# words are names.

from libc.stdlib cimport qsort

cdef enum:
    SENTENCE = 0
    PARAGRAPH = 1

cdef struct Mark:
    uint32_t document
    uint32_t place              # in the row of the document
    uint32_t number             # of the mark


cdef struct Printed:
    # The characters of a token.
    uint64_t start
    uint64_t end


cdef int put_mark(Buffer *marks, uint32_t document, uint32_t place, uint32_t number) noexcept nogil:
    cdef Mark *mark
    if reserve(marks, sizeof(Mark)) < 0:
        return -1
    mark = <Mark *>(marks.data + marks.size)
    mark.document = document
    mark.place = place
    mark.number = number
    marks.size += sizeof(Mark)
    return 0


cdef inline Py_ssize_t first_from(Buffer *printed, Py_ssize_t low, uint64_t at) noexcept nogil:
    # The number of the first token, from one on, that starts at a character or after it.
    cdef const Printed *tokens = <const Printed *>printed.data
    cdef Py_ssize_t high = printed.size // sizeof(Printed), middle
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].start < at:
            low = middle + 1
        else:
            high = middle
    return low


cdef int mark_starts(
    Buffer *printed, array.array sentences, array.array paragraphs, uint32_t document, uint32_t base, Buffer *marks
) noexcept:
    # Mark the first word of each sentence and of each paragraph, which begins a sentence, too; the first word of the
    # text is none of them. Both are given by characters, ascending. -1 if memory is out.
    cdef Py_ssize_t i = 0, j = 0, place = 0, last = 0, divided = 0
    cdef Py_ssize_t size = printed.size // sizeof(Printed)
    cdef Py_ssize_t many = len(sentences), few = len(paragraphs)
    cdef const uint64_t *of_sentences = <const uint64_t *>sentences.data.as_ulonglongs
    cdef const uint64_t *of_paragraphs = <const uint64_t *>paragraphs.data.as_ulonglongs
    cdef uint64_t at
    cdef bint opens
    while i < many or j < few:
        opens = j < few and (i >= many or of_paragraphs[j] <= of_sentences[i])
        if opens:
            at = of_paragraphs[j]
            j += 1
        else:
            at = of_sentences[i]
            i += 1
        place = first_from(printed, place, at)
        if place >= size:
            return 0
        if place > last:
            if put_mark(marks, document, base + <uint32_t>place, SENTENCE) < 0:
                return -1
            last = place
        if opens and place > divided:
            if put_mark(marks, document, base + <uint32_t>place, PARAGRAPH) < 0:
                return -1
            divided = place
    return 0


cdef int mark_spans(Buffer *printed, array.array given, uint32_t base, Buffer *places) noexcept:
    # Note the words of spans of characters: threes of start, end (exclusive) and the number of a mark.
    cdef const Printed *tokens = <const Printed *>printed.data
    cdef const uint64_t *spans = <const uint64_t *>given.data.as_ulonglongs
    cdef Py_ssize_t size = printed.size // sizeof(Printed), i, place
    for i in range(len(given) // 3):
        place = first_from(printed, 0, spans[3 * i])
        if place > 0 and tokens[place - 1].end > spans[3 * i]:
            place -= 1
        while place < size and tokens[place].start < spans[3 * i + 1]:
            if reserve(places, 8) < 0:
                return -1
            (<uint64_t *>(places.data + places.size))[0] = spans[3 * i + 2] << 32 | (base + <uint64_t>place)
            places.size += 8
            place += 1
    return 0


cdef int by_number(const void *a, const void *b) noexcept nogil:
    cdef uint64_t one = (<const uint64_t *>a)[0], other = (<const uint64_t *>b)[0]
    return (one > other) - (one < other)


cdef int keep_spans(uint32_t document, Buffer *places, Buffer *marks) noexcept nogil:
    # Mark the words that were noted, each once for each number.
    cdef uint64_t *noted = <uint64_t *>places.data
    cdef uint64_t count = places.size // 8, i
    qsort(noted, count, 8, by_number)
    for i in range(count):
        if i == 0 or noted[i] != noted[i - 1]:
            if put_mark(marks, document, <uint32_t>noted[i], <uint32_t>(noted[i] >> 32)) < 0:
                return -1
    return 0

# Where sentences begin, for _tagging.pyx, without tagging names: only what stands at their ends is read as words.

cdef enum:
    MAY_END = 1
    MAY_PART = 2

# Of the first 256 characters: which are marks at ends of sentences, and which part words.
cdef uint8_t ENDINGS[256]
for _code in range(256):
    ENDINGS[_code] = MAY_END * (KINDS.get(chr(_code)) in (PERIOD, END, NEWLINE)) | MAY_PART * chr(_code).isspace()


cdef inline bint may_end(Work *w, Py_ssize_t at) noexcept nogil:
    cdef uint32_t code = code_at(w, at)
    cdef int kind
    if code < 256:
        return ENDINGS[code] & MAY_END
    kind = known(code) >> 24
    return kind == PERIOD or kind == END or kind == NEWLINE


cdef inline bint parts(Work *w, Py_ssize_t at) noexcept nogil:
    cdef uint32_t code = code_at(w, at)
    cdef int kind
    if code < 256:
        return ENDINGS[code] & MAY_PART
    kind = known(code) >> 24
    return kind == SPACE or kind == NEWLINE


cdef Py_ssize_t read_end(Work *w, Py_ssize_t at, Py_ssize_t mark, bint border) noexcept nogil:
    # Read words from `at` on over the mark at which a sentence may end; note where new ones begin. Return where that is
    # decided; -1 if memory is out.
    cdef bint ended = False
    cdef int kind
    cdef Token t
    while at < w.size and (ended or border or at <= mark):
        kind = kind_at(w, at)
        if kind == SPACE or kind == NEWLINE:
            border = border or kind == NEWLINE
            at += 1
            continue
        at = read_word(w, at, &t) if in_word(kind) else read_mark(w, at, kind, &t)
        if border or (ended and t.shape != SMALL and t.shape != MARK):
            if add(&w.sentences, t.start) < 0:
                return -1
        border = False
        if kind == PERIOD or kind == END:
            ended = True
        elif kind != QUOTE and kind != APOSTROPHE:
            ended = False
    return at


cdef inline bint in_figures(Work *w, Py_ssize_t at) noexcept nogil:
    # Whether a point stands between two figures, so that it is part of a number, as most points are.
    return (
        0 < at < w.size - 1 and c'0' <= code_at(w, at - 1) <= c'9' and c'0' <= code_at(w, at + 1) <= c'9'
        and code_at(w, at) == c'.'
    )


cdef inline Py_ssize_t next_end(Work *w, Py_ssize_t at) noexcept nogil:
    # The next mark at which a sentence may end; the size of the text if there is none.
    if w.width == 1:
        while at < w.size and not ENDINGS[w.text[at]] & MAY_END:
            at += 1
        return at
    while at < w.size and not may_end(w, at):
        at += 1
    return at


cdef int find_sentences(Work *w) noexcept nogil:
    # Words are read from the last space before a mark on: a space ends each word.
    cdef Py_ssize_t done = read_end(w, 0, -1, True), at = done, start
    while at >= 0:
        at = start = next_end(w, at)
        if at == w.size:
            break
        if in_figures(w, at):
            at += 1
            continue
        while start > done and not parts(w, start - 1):
            start -= 1
        done = at = read_end(w, start, at, False)
    return 0 if at >= 0 else -1


def sentence_starts(str text not None, const uint64_t[::1] places not None, const uint64_t[::1] removed not None, lexicon):
    cdef Work w
    cdef int state
    cdef Py_ssize_t i, cut = 0
    cdef uint64_t *starts
    cdef const uint64_t[::1] words = lexicon
    if words.shape[0] == 0 or places.shape[0] != removed.shape[0]:
        raise ValueError("there is no lexicon, or the places and the numbers of characters do not belong together")
    memset(&w, 0, sizeof(w))
    w.text = <const uint8_t *>PyUnicode_DATA(text)
    w.width = PyUnicode_KIND(text)
    w.size = PyUnicode_GET_LENGTH(text)
    w.lexicon = &words[0]
    w.lexicon_size = words.shape[0]
    try:
        with nogil:
            state = find_sentences(&w)
        if state < 0:
            raise MemoryError
        starts = <uint64_t *>w.sentences.data
        for i in range(<Py_ssize_t>(w.sentences.size // 8)):
            while cut < places.shape[0] and places[cut] <= starts[i]:
                cut += 1
            if cut:
                starts[i] += removed[cut - 1]
        return taken(&w.sentences, LONGS)
    finally:
        free(w.sentences.data)

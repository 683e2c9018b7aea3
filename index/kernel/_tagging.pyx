# Finding names: words, their features, and the best labels. Types and documentation are in _tagging.pyi.
#
# A text is read once. Its words are hashed as they are read; at the end of a sentence the
# stretches around capitals are scored, so that memory does not grow with the text
# and lower-case words cost little more than reading them.

from cpython cimport array
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport int8_t, int32_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset

import array as arrays
import unicodedata

from dateline.index.errors import IndexDamaged

include "buffer.pxi"

cpdef enum:
    LABELS = 11
    ROW = 12
    PROBES = 8
    LEXICON_PROBES = 16
    FEATURES = 32

cdef enum:
    # Kinds of characters, shapes of words, word classes and sizes.
    OTHER = 0
    SPACE = 1
    LOWER = 2
    UPPER = 3
    DIGIT = 4
    APOSTROPHE = 5
    HYPHEN = 6
    PERIOD = 7
    NEWLINE = 8
    QUOTE = 9
    END = 10
    DASH = 11
    SMALL = 0
    CAPITAL = 1
    CAPITALS = 2
    INITIAL = 3
    MIXED = 4
    NUMBER = 5
    MARK = 6
    DOTTED = 7
    JOINED = 8
    CONNECTOR = 1
    ABBREVIATION = 2
    # Word classes that the features look into; the trainer's lexicon has all.
    TITLE = 16
    FORENAME = 0x8004
    # How the words of earlier sentences stood is kept in so many places, and forgotten after so many sentences.
    MEMORY = 32768
    REMEMBERED = 256
    AFTER_TITLE = 1
    ENDS_NAME = 2
    IN_SMALL = 4
    AFTER_IN = 8
    # A sentence is cut after so many tokens, so that memory is bounded whatever the text.
    SENTENCE = 512
    BEFORE = 1
    AFTER = 2

cdef uint32_t FIRST_HASH = 2166136261
cdef uint32_t CHARACTERS[0x110000]
memset(CHARACTERS, 0xFF, sizeof(CHARACTERS))

cdef array.array WORDS = arrays.array("I")
cdef array.array LONGS = arrays.array("Q")

KINDS = {
    **dict.fromkeys("'\u2019\u02bc\uff07", APOSTROPHE),
    **dict.fromkeys("-\u2010\u2011", HYPHEN),
    **dict.fromkeys("\u2012\u2013\u2014\u2015", DASH),
    ".": PERIOD,
    **dict.fromkeys("\n\u0085\u2028\u2029", NEWLINE),
    **dict.fromkeys('"`()[]{}\u201c\u201d\u201e\u2018\u201a\u00ab\u00bb\u2039\u203a', QUOTE),
    **dict.fromkeys("!?\u2026\u3002\uff01\uff1f", END),
}

cdef struct Token:
    Py_ssize_t start
    Py_ssize_t end
    uint32_t word
    uint32_t prefix
    uint32_t ending
    uint32_t suffix
    uint32_t classes
    int shape
    bint first
    bint joins
    bint scored

cdef struct Work:
    const uint8_t *text
    int width
    Py_ssize_t size
    const uint32_t *lexicon
    uint32_t lexicon_mask
    const uint8_t *rows
    uint32_t rows_mask
    const int32_t *moves
    bint learning
    Token *tokens
    Py_ssize_t count
    uint32_t *features
    int32_t *scores
    uint8_t *back
    uint8_t *memory
    uint32_t read
    Buffer spans
    Buffer sentences
    Buffer hashes


include "tagging.pxi"


cdef uint32_t IN = hash_word("in")


cdef inline bint connects(Token *t) noexcept nogil:
    return t.classes & CONNECTOR != 0


cdef int manner(Work *w) noexcept nogil:
    # 0: plain; 1: a sentence in capitals; 2: a headline with a capital on each word.
    cdef int capitals = 0, initials = 0, small = 0
    cdef Py_ssize_t i
    for i in range(w.count):
        if w.tokens[i].shape == SMALL:
            small += 1
        elif w.tokens[i].shape == CAPITALS:
            capitals += 1
        elif w.tokens[i].shape == CAPITAL:
            initials += 1
    if capitals >= 3 and capitals > 3 * (small + initials):
        return 1
    if initials + capitals >= 4 and initials + capitals > 3 * small:
        return 2
    return 0


cdef inline bint capital(Token *t) noexcept nogil:
    return t.shape != SMALL and t.shape != NUMBER and t.shape != MARK


cdef void choose(Work *w) noexcept nogil:
    # Score capitalised words, and what stands between two of them: one word, comma, hyphen or
    # the like, or two connectors.
    cdef Py_ssize_t i, last = -4
    cdef Token *t = w.tokens
    for i in range(w.count):
        t[i].scored = False
        if t[i].shape == SMALL or capital(&t[i]):
            t[i].classes = look_up(w.lexicon, w.lexicon_mask, t[i].word)
        else:
            t[i].classes = 0
    for i in range(w.count):
        if capital(&t[i]):
            t[i].scored = True
            if i - last == 2 and t[i - 1].joins:
                t[i - 1].scored = True
            elif i - last == 3 and connects(&t[i - 1]) and connects(&t[i - 2]):
                t[i - 1].scored = True
                t[i - 2].scored = True
            last = i


cdef inline uint32_t word_at(Work *w, Py_ssize_t at) noexcept nogil:
    if at < 0:
        return BEFORE
    return w.tokens[at].word if at < w.count else AFTER


cdef inline uint32_t classes_at(Work *w, Py_ssize_t at) noexcept nogil:
    if at < 0:
        return 0x10000
    return w.tokens[at].classes if at < w.count else 0x20000


cdef inline uint32_t shape_at(Work *w, Py_ssize_t at, uint32_t manner) noexcept nogil:
    if at < 0:
        return 14
    return w.tokens[at].shape | manner << 4 if at < w.count else 15


cdef void describe(Work *w, Py_ssize_t i, Py_ssize_t left, Py_ssize_t right, uint32_t manner, uint32_t *f) noexcept nogil:
    # The features of one token; `left` and `right` bound its run of capitals.
    cdef Token *t = &w.tokens[i]
    cdef uint32_t w0 = t.word, w1 = word_at(w, i - 1), w2 = word_at(w, i + 1)
    cdef uint32_t c0 = t.classes, c1 = classes_at(w, i - 1), c2 = classes_at(w, i + 1)
    cdef uint32_t s0 = t.shape | manner << 4 | t.first << 6, s1 = shape_at(w, i - 1, manner), s2 = shape_at(w, i + 1, manner)
    cdef uint32_t w11 = word_at(w, i - 2), w22 = word_at(w, i + 2)
    cdef uint32_t place = <uint32_t>(min(i - left, 3) << 2 | min(right - 1 - i, 3))
    f[0] = feature(0, s0, 0)
    f[1] = feature(1, w0, 0)
    f[2] = feature(2, w1, 0)
    f[3] = feature(3, w2, 0)
    f[4] = feature(4, w11, 0)
    f[5] = feature(5, w22, 0)
    f[6] = feature(6, w1, w0)
    f[7] = feature(7, w0, w2)
    f[8] = feature(8, t.suffix, t.shape)
    f[9] = feature(9, t.ending, t.shape)
    f[10] = feature(10, t.prefix, t.shape)
    f[11] = feature(11, s0 << 16 | s1 << 8 | s2, 0)
    f[12] = feature(12, c0, s0)
    f[13] = feature(13, c0, c2)
    f[14] = feature(14, c1, c0)
    f[15] = feature(15, w1, s0)
    f[16] = feature(16, w2, s0)
    f[17] = feature(17, w11, w1)
    f[18] = feature(18, w2, w22)
    f[19] = feature(19, c1, c0 * 31 + c2)
    f[20] = feature(20, place, s0)
    f[21] = feature(21, word_at(w, left - 1), place)
    f[22] = feature(22, word_at(w, right), place)
    f[23] = feature(23, word_at(w, right - 1), min(right - 1 - i, 3))
    f[24] = feature(24, word_at(w, left), min(i - left, 3))
    f[25] = feature(25, w1, c0)
    f[26] = feature(26, w2, c0)
    f[27] = feature(27, c1, w0)
    f[28] = feature(28, c2, w0)
    f[29] = feature(29, w11, s1 << 8 | s0)
    f[30] = feature(30, w.memory[w0 & (MEMORY - 1)], s0)
    f[31] = feature(31, w.memory[w0 & (MEMORY - 1)], c0)


cdef inline void add_row(Work *w, uint32_t f, int32_t *scores) noexcept nogil:
    cdef uint32_t slot = f & w.rows_mask
    cdef uint8_t print = f >> 24 if f >> 24 else 1
    cdef const uint8_t *row
    cdef const int8_t *weights
    cdef int i, k
    for i in range(PROBES):
        row = w.rows + <uint64_t>slot * ROW
        if row[0] == print:
            weights = <const int8_t *>(row + 1)
            for k in range(LABELS):
                scores[k] += weights[k]
            return
        if row[0] == 0:
            return
        slot = (slot + 1) & w.rows_mask


cdef int add(Buffer *b, uint64_t value) noexcept nogil:
    if reserve(b, 8) < 0:
        return -1
    (<uint64_t *>(b.data + b.size))[0] = value
    b.size += 8
    return 0


cdef int decode(Work *w, Py_ssize_t begin, Py_ssize_t end) noexcept nogil:
    # Viterbi over one stretch; the row before its first token and the one after its last are O (label 0).
    cdef Py_ssize_t i, n = end - begin, start
    cdef int a, b, best, label, open_label
    cdef int32_t value, top
    cdef int32_t *s = w.scores
    for a in range(LABELS):
        s[a] += w.moves[a]
    for i in range(1, n):
        s += LABELS
        for b in range(LABELS):
            best = 0
            top = (s - LABELS)[0] + w.moves[b]
            for a in range(1, LABELS):
                value = (s - LABELS)[a] + w.moves[a * LABELS + b]
                if value > top:
                    top = value
                    best = a
            s[b] += top
            w.back[i * LABELS + b] = best
    best = 0
    top = s[0] + w.moves[0]
    for a in range(1, LABELS):
        if s[a] + w.moves[a * LABELS] > top:
            top = s[a] + w.moves[a * LABELS]
            best = a
    # The labels, written over the first column of the scores.
    for i in range(n - 1, -1, -1):
        w.scores[i * LABELS] = best
        best = w.back[i * LABELS + best]
    i = 0
    while i < n:
        label = w.scores[i * LABELS]
        start = i
        i += 1
        if label == 0:
            continue
        open_label = (label + 1) // 2
        while i < n and w.scores[i * LABELS] == 2 * open_label:
            i += 1
        if add(&w.spans, w.tokens[begin + start].start) < 0 or add(&w.spans, w.tokens[begin + i - 1].end) < 0:
            return -1
        if add(&w.spans, open_label) < 0:
            return -1
    return 0


cdef int keep(Work *w, Py_ssize_t begin, Py_ssize_t end) noexcept nogil:
    # For the trainer: where each scored token stands, which begins a stretch, and its features.
    cdef Py_ssize_t i
    cdef uint64_t size = (end - begin) * FEATURES * 4
    for i in range(begin, end):
        if add(&w.spans, w.tokens[i].start) < 0 or add(&w.spans, w.tokens[i].end) < 0 or add(&w.spans, i == begin) < 0:
            return -1
    if reserve(&w.hashes, size) < 0:
        return -1
    for i in range((end - begin) * FEATURES):
        (<uint32_t *>(w.hashes.data + w.hashes.size))[i] = w.features[i]
    w.hashes.size += size
    return 0


cdef void remember(Work *w) noexcept nogil:
    # How the words of this sentence stood, for the sentences after it.
    cdef Py_ssize_t i, left = 0
    cdef Token *t = w.tokens
    cdef uint8_t seen
    w.read += 1
    if w.read % REMEMBERED == 0:
        memset(w.memory, 0, MEMORY)
    for i in range(w.count):
        if t[i].shape == SMALL:
            w.memory[t[i].word & (MEMORY - 1)] |= IN_SMALL
        if not capital(&t[i]):
            left = i + 1
            continue
        seen = 0
        if i > 0 and t[i - 1].classes & TITLE:
            seen = AFTER_TITLE
        elif i > 0 and t[i - 1].word == IN:
            seen = AFTER_IN
        if i > left and t[left].classes & FORENAME and not (i + 1 < w.count and capital(&t[i + 1])):
            seen |= ENDS_NAME
        w.memory[t[i].word & (MEMORY - 1)] |= seen


cdef int finish(Work *w) noexcept nogil:
    # Tag the sentence read so far, and forget it.
    cdef Py_ssize_t i = 0, j, k, left, right
    cdef uint32_t mode
    if w.count == 0:
        return 0
    if add(&w.sentences, w.tokens[0].start) < 0:
        return -1
    mode = manner(w)
    choose(w)
    while i < w.count:
        if not w.tokens[i].scored:
            i += 1
            continue
        j = i
        left = right = i
        while j < w.count and w.tokens[j].scored:
            if j >= right:
                left = right = j
                while right < w.count and capital(&w.tokens[right]):
                    right += 1
                if right == left:
                    right += 1
            describe(w, j, left, right, mode, w.features + (j - i) * FEATURES)
            j += 1
        if w.learning:
            if keep(w, i, j) < 0:
                return -1
        else:
            memset(w.scores, 0, (j - i) * LABELS * sizeof(int32_t))
            for k in range((j - i) * FEATURES):
                add_row(w, w.features[k], w.scores + k // FEATURES * LABELS)
            if decode(w, i, j) < 0:
                return -1
        i = j
    remember(w)
    w.count = 0
    return 0


cdef int read_all(Work *w) noexcept nogil:
    cdef Py_ssize_t at = 0
    cdef int kind
    cdef bint ended = False, border = False
    cdef Token *t
    while at < w.size:
        kind = kind_at(w, at)
        if kind == SPACE or kind == NEWLINE:
            border = border or kind == NEWLINE
            at += 1
            continue
        t = &w.tokens[w.count]
        at = read_word(w, at, t) if in_word(kind) else read_mark(w, at, kind, t)
        if (
            w.count
            and (border or w.count == SENTENCE)
            or (ended and t.shape != SMALL and t.shape != MARK)
        ):
            w.tokens[SENTENCE + 1] = t[0]
            if finish(w) < 0:
                return -1
            w.tokens[0] = w.tokens[SENTENCE + 1]
            t = &w.tokens[0]
        t.first = w.count == 0
        border = False
        if kind == PERIOD or kind == END:
            ended = True
        elif kind != QUOTE and kind != APOSTROPHE:
            ended = False
        w.count += 1
    return finish(w)


cdef array.array taken(Buffer *b, array.array kind):
    cdef array.array out = array.clone(kind, b.size // kind.itemsize, zero=False)
    cdef uint64_t i
    for i in range(b.size):
        out.data.as_uchars[i] = b.data[i]
    return out


cdef object run(str text, const uint32_t[::1] lexicon, const uint8_t[::1] rows, const int32_t[::1] moves, bint learning):
    cdef Work w
    cdef int state
    memset(&w, 0, sizeof(w))
    w.text = <const uint8_t *>PyUnicode_DATA(text)
    w.width = PyUnicode_KIND(text)
    w.size = PyUnicode_GET_LENGTH(text)
    w.lexicon = &lexicon[0]
    w.lexicon_mask = lexicon.shape[0] - 1
    w.rows = &rows[0]
    w.rows_mask = rows.shape[0] // ROW - 1
    w.moves = &moves[0]
    w.learning = learning
    w.tokens = <Token *>malloc((SENTENCE + 2) * sizeof(Token))
    w.features = <uint32_t *>malloc((SENTENCE + 2) * FEATURES * 4)
    w.scores = <int32_t *>malloc((SENTENCE + 2) * LABELS * 4)
    w.back = <uint8_t *>malloc((SENTENCE + 2) * LABELS)
    w.memory = <uint8_t *>calloc(MEMORY, 1)
    try:
        if not (w.tokens and w.features and w.scores and w.back and w.memory):
            raise MemoryError
        memset(w.back, 0, (SENTENCE + 2) * LABELS)
        with nogil:
            state = read_all(&w)
        if state < 0:
            raise MemoryError
        return taken(&w.spans, LONGS), taken(&w.sentences, LONGS), taken(&w.hashes, WORDS)
    finally:
        free(w.tokens)
        free(w.features)
        free(w.scores)
        free(w.back)
        free(w.memory)
        free(w.spans.data)
        free(w.sentences.data)
        free(w.hashes.data)


def check_model(lexicon, rows, moves):
    # The lookups keep within tables of these sizes.
    sizes = len(lexicon), len(rows) // ROW
    if len(moves) != LABELS * LABELS or len(rows) % ROW or any(n < 1 or n & (n - 1) for n in sizes):
        raise IndexDamaged("its tables have a size that cannot be", "names.bin", "reinstall Dateline")


def tag(str text not None, lexicon, rows, moves):
    check_model(lexicon, rows, moves)
    spans, sentences, _ = run(text, lexicon, rows, moves, False)
    return spans, sentences


def describe_words(str text not None, lexicon):
    rows, moves = bytes(ROW), arrays.array("i", bytes(4 * LABELS * LABELS))
    check_model(lexicon, rows, moves)
    spans, _, hashes = run(text, lexicon, rows, moves, True)
    return spans, hashes

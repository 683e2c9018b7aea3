# Finding names: words, their features, and the best labels. Types and documentation are in _tagging.pyi.
#
# A text is read once. Its words are hashed as they are read. How the words of a block of sentences stand is noted
# before the stretches around capitals are scored, so that a headline is read with the text below it. Memory does not
# grow with the text, and lower-case words cost little more than reading them.

from cpython cimport array
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport int8_t, int16_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memchr, memcpy, memset

import array as arrays
import unicodedata

from dateline.index.errors import IndexDamaged

include "buffer.pxi"

cpdef enum:
    LABELS = 11
    ROW = 12
    PROBES = 8
    LEXICON_PROBES = 16
    FEATURES = 42

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
    ORGANISATION = 256
    PARTICLE = 2048
    # Abbreviations when they begin with a capital, other words when not: Ill., Mass.
    CAPITAL_ABBREVIATION = 0x80000000
    # How the words of a block and of earlier sentences stand is kept in so many places, and forgotten at the first
    # block after so many sentences.
    MEMORY = 32768
    REMEMBERED = 256
    AFTER_TITLE = 1
    ENDS_NAME = 2
    IN_SMALL = 4
    AFTER_IN = 8
    IN_ORGANISATION = 16
    BEFORE_NAME = 32
    INSIDE = 64
    BEFORE_SAID = 128
    # A sentence is cut after so many tokens, so that memory is bounded whatever the text.
    SENTENCE = 512
    # Sentences are scored when so many tokens have been read.
    BLOCK = 8192
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
    uint32_t more
    uint32_t cluster
    int shape
    bint first
    bint joins
    bint scored

cdef struct Work:
    const uint8_t *text
    int width
    Py_ssize_t size
    const uint64_t *lexicon
    uint64_t lexicon_size
    const int8_t *weights
    const uint8_t *prints
    uint32_t rows_mask
    const int32_t *moves
    bint learning
    Token *block
    Token *tokens
    Token spare
    Py_ssize_t count
    uint32_t *sizes
    uint32_t *manners
    Py_ssize_t kept
    uint32_t *features
    int32_t *scores
    uint8_t *back
    uint8_t *memory
    uint32_t read
    Buffer spans
    Buffer sentences
    Buffer hashes


include "rows.pxi"
include "tagging.pxi"


cdef uint32_t IN = hash_word("in")
cdef uint32_t SAID = hash_word("said")
cdef uint32_t ITS = hash_word("its")
cdef uint32_t THE = hash_word("the")
cdef uint32_t THAT = hash_word("that")

include "features.pxi"


cdef inline bint connects(Token *t) noexcept nogil:
    return t.classes & CONNECTOR != 0


cdef void choose(Work *w) noexcept nogil:
    # Score capitalised words, and what stands between two of them: one word, comma, hyphen or
    # the like, or two connectors. And up to two particles before a capitalised word: van der Laan.
    cdef Py_ssize_t i, last = -4
    cdef Token *t = w.tokens
    cdef uint64_t entry
    for i in range(w.count):
        t[i].scored = False
        entry = 0
        if t[i].shape == SMALL or capital(&t[i]):
            entry = look_up(w.lexicon, w.lexicon_size, t[i].word)
        t[i].classes = entry & 0xFFFF
        t[i].more = (entry >> 16) & 0xFFFF
        t[i].cluster = (entry >> 32) & 0xFF
    for i in range(w.count):
        if capital(&t[i]):
            t[i].scored = True
            if i - last == 2 and t[i - 1].joins:
                t[i - 1].scored = True
            elif i - last == 3 and connects(&t[i - 1]) and connects(&t[i - 2]):
                t[i - 1].scored = True
                t[i - 2].scored = True
            elif i > 0 and t[i - 1].classes & PARTICLE:
                t[i - 1].scored = True
                if i > 1 and t[i - 2].classes & PARTICLE:
                    t[i - 2].scored = True
            last = i


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


cdef int score(Work *w, uint32_t mode) noexcept nogil:
    # Tag the names of one sentence.
    cdef Py_ssize_t i = 0, j, k, left, right
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
            for k in range(j - i):
                add_rows(w, w.features + k * FEATURES, w.scores + k * LABELS)
            if decode(w, i, j) < 0:
                return -1
        i = j
    return 0


cdef int score_block(Work *w) noexcept nogil:
    # Tag the names of the sentences read so far, and forget the sentences.
    cdef Py_ssize_t i
    w.tokens = w.block
    for i in range(w.kept):
        w.count = w.sizes[i]
        if score(w, w.manners[i]) < 0:
            return -1
        w.tokens += w.count
    w.tokens = w.block
    w.count = w.kept = 0
    if w.read >= REMEMBERED:
        w.read = 0
        memset(w.memory, 0, MEMORY)
    return 0


cdef int finish(Work *w) noexcept nogil:
    # End the sentence read so far, and keep it until its block is scored.
    if w.count == 0:
        return 0
    if add(&w.sentences, w.tokens[0].start) < 0:
        return -1
    w.sizes[w.kept] = <uint32_t>w.count
    w.manners[w.kept] = manner(w)
    choose(w)
    remember(w, w.manners[w.kept])
    w.kept += 1
    w.tokens += w.count
    w.count = 0
    return score_block(w) if w.tokens - w.block >= BLOCK else 0


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
            w.spare = t[0]
            if finish(w) < 0:
                return -1
            w.tokens[0] = w.spare
            t = &w.tokens[0]
        t.first = w.count == 0
        border = False
        if kind == PERIOD or kind == END:
            ended = True
        elif kind != QUOTE and kind != APOSTROPHE:
            ended = False
        w.count += 1
    return score_block(w) if finish(w) == 0 else -1


cdef array.array taken(Buffer *b, array.array kind):
    cdef array.array out = array.clone(kind, b.size // kind.itemsize, zero=False)
    cdef uint64_t i
    for i in range(b.size):
        out.data.as_uchars[i] = b.data[i]
    return out


cdef object run(str text, const uint64_t[::1] lexicon, const uint8_t[::1] rows, const int32_t[::1] moves, bint learning):
    cdef Work w
    cdef int state
    memset(&w, 0, sizeof(w))
    w.text = <const uint8_t *>PyUnicode_DATA(text)
    w.width = PyUnicode_KIND(text)
    w.size = PyUnicode_GET_LENGTH(text)
    w.lexicon = &lexicon[0]
    w.lexicon_size = lexicon.shape[0]
    w.rows_mask = rows.shape[0] // ROW - 1
    w.weights = <const int8_t *>&rows[0]
    w.prints = &rows[0] + <uint64_t>LABELS * (w.rows_mask + <uint64_t>1)
    w.moves = &moves[0]
    w.learning = learning
    w.block = w.tokens = <Token *>malloc((BLOCK + SENTENCE + 2) * sizeof(Token))
    w.sizes = <uint32_t *>malloc((BLOCK + 1) * 4)
    w.manners = <uint32_t *>malloc((BLOCK + 1) * 4)
    w.features = <uint32_t *>malloc((SENTENCE + 2) * FEATURES * 4)
    w.scores = <int32_t *>malloc((SENTENCE + 2) * LABELS * 4)
    w.back = <uint8_t *>malloc((SENTENCE + 2) * LABELS)
    w.memory = <uint8_t *>calloc(MEMORY, 1)
    try:
        if not (w.block and w.sizes and w.manners and w.features and w.scores and w.back and w.memory):
            raise MemoryError
        memset(w.back, 0, (SENTENCE + 2) * LABELS)
        with nogil:
            state = read_all(&w)
        if state < 0:
            raise MemoryError
        return taken(&w.spans, LONGS), taken(&w.sentences, LONGS), taken(&w.hashes, WORDS)
    finally:
        free(w.block)
        free(w.sizes)
        free(w.manners)
        free(w.features)
        free(w.scores)
        free(w.back)
        free(w.memory)
        free(w.spans.data)
        free(w.sentences.data)
        free(w.hashes.data)


def check_model(lexicon, rows, moves):
    # The lookups keep within tables of these sizes.
    n = len(rows) // ROW
    if len(moves) != LABELS * LABELS or len(rows) % ROW or n < PROBES or n & (n - 1) or not 0 < len(lexicon) < 1 << 32:
        raise IndexDamaged("its tables have a size that cannot be", "names.bin", "reinstall Dateline")


def tag(str text not None, lexicon, rows, moves):
    check_model(lexicon, rows, moves)
    spans, sentences, _ = run(text, lexicon, rows, moves, False)
    return spans, sentences


def describe_words(str text not None, lexicon):
    rows, moves = bytes(PROBES * ROW), arrays.array("i", bytes(4 * LABELS * LABELS))
    check_model(lexicon, rows, moves)
    spans, _, hashes = run(text, lexicon, rows, moves, True)
    return spans, hashes

include "sentences.pxi"
include "signs.pxi"
include "name_words.pxi"
include "corrections.pxi"
include "people.pxi"

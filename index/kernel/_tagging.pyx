# Finding names: words, their features, and the best labels. Types and documentation are in _tagging.pyi.
#
# A text is read once. Its words are hashed as they are read. How the words of a block of sentences stand is noted
# before the stretches around capitals are scored, so that a headline is read with the text below it. Memory does not
# grow with the text, and lower-case words cost little more than reading them: a loop of its own hashes the small letters
# of a word. What a scored word costs is in scores.h.

from cpython cimport array
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport int8_t, int16_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free
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
    # So many words before a capital may be scored, or are beside one that is.
    BESIDE = 3
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
    bint plain                  # small letters only, whose prefix and endings are not known yet

ctypedef fused Character:
    const uint8_t
    const uint16_t
    const uint32_t

include "workspace.pxi"

cdef struct Work:
    const uint8_t *text
    int width
    Py_ssize_t size
    const uint64_t *lexicon
    uint64_t lexicon_size
    const Scoring *scoring
    Scored scored
    bint learning
    Workspace *space
    Token *tokens
    Token spare
    Py_ssize_t count
    Py_ssize_t kept
    Py_ssize_t blocks           # scored so far, the last of which had so many tokens
    Py_ssize_t last_count
    bint ended                  # all of the text is read
    uint32_t read
    Buffer spans
    Buffer sentences
    Buffer hashes


include "tagging.pxi"


cdef uint32_t IN = hash_word("in")
cdef uint32_t SAID = hash_word("said")
cdef uint32_t ITS = hash_word("its")
cdef uint32_t THE = hash_word("the")
cdef uint32_t THAT = hash_word("that")

include "features.pxi"


cdef inline bint connects(Token *t) noexcept nogil:
    return t.classes & CONNECTOR != 0


cdef inline void classify(Work *w, Token *t) noexcept nogil:
    cdef uint64_t entry
    if t.shape == SMALL or capital(t):
        entry = look_up(w.lexicon, w.lexicon_size, t.word)
        t.classes = entry & 0xFFFF
        t.more = (entry >> 16) & 0xFFFF
        t.cluster = (entry >> 32) & 0xFF


cdef void choose(Work *w) noexcept nogil:
    # Score capitalised words, and what stands between two of them: one word, comma, hyphen or
    # the like, or two connectors. And up to two particles before a capitalised word: van der Laan.
    # Only of these and of the words beside them are the classes ever read.
    cdef Py_ssize_t i, j, last = -4, done = 0
    cdef Token *t = w.tokens
    for i in range(w.count):
        t[i].scored = False
        t[i].classes = t[i].more = t[i].cluster = 0
        if capital(&t[i]):
            for j in range(max(done, i - BESIDE), i + 1):
                classify(w, &t[j])
            done = i + 1
        elif i > 0 and done == i:
            classify(w, &t[i])
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
    # The labels of one stretch, whose sums are known; the row after its last token is O (label 0).
    cdef Py_ssize_t i, n = end - begin, start
    cdef int a, best = 0, label, open_label
    cdef int32_t value, top
    cdef int32_t *scores = w.space.scores
    cdef int32_t *s = scores + (n - 1) * LANES
    top = s[0] + w.scored.moves[0]
    for a in range(1, LABELS):
        value = s[a] + w.scored.moves[a * LANES]
        if value > top:
            top = value
            best = a
    # The labels, written over the first column of the scores.
    for i in range(n - 1, -1, -1):
        scores[i * LANES] = best
        best = w.space.back[i * LANES + best]
    i = 0
    while i < n:
        label = scores[i * LANES]
        start = i
        i += 1
        if label == 0:
            continue
        open_label = (label + 1) // 2
        while i < n and scores[i * LANES] == 2 * open_label:
            i += 1
        if add(&w.spans, w.tokens[begin + start].start) < 0 or add(&w.spans, w.tokens[begin + i - 1].end) < 0:
            return -1
        if add(&w.spans, open_label) < 0:
            return -1
    return 0


cdef int keep(Work *w, Py_ssize_t begin, Py_ssize_t end) noexcept nogil:
    # For the trainer: where each scored token stands, which begins a stretch, and its features.
    cdef Py_ssize_t i
    cdef uint64_t size = FEATURES * 4
    for i in range(begin, end):
        if add(&w.spans, w.tokens[i].start) < 0 or add(&w.spans, w.tokens[i].end) < 0 or add(&w.spans, i == begin) < 0:
            return -1
        if reserve(&w.hashes, size) < 0:
            return -1
        memcpy(w.hashes.data + w.hashes.size, w.space.features + (i - begin) * FEATURE_LANES, size)
        w.hashes.size += size
    return 0


cdef int score(Work *w, uint32_t mode) noexcept nogil:
    # Tag the names of one sentence.
    cdef Py_ssize_t i = 0, j, left, right
    cdef Described token
    cdef int32_t *sums
    memset(&token, 0, sizeof(token))
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
            describe(w, j, left, right, mode, &token)
            if w.learning:
                hash_features(&token, w.space.features + (j - i) * FEATURE_LANES)
            else:
                sums = w.space.scores + (j - i) * LANES
                w.scoring.score(
                    &w.scored, &token, NULL if j == i else sums - LANES, sums, w.space.back + (j - i) * LANES
                )
            j += 1
        if (keep(w, i, j) if w.learning else decode(w, i, j)) < 0:
            return -1
        i = j
    return 0


cdef int score_block(Work *w) noexcept nogil:
    # Tag the names of the sentences read so far, and forget the sentences.
    cdef Py_ssize_t i
    w.blocks += 1
    w.last_count = w.tokens - w.space.block
    w.tokens = w.space.block
    for i in range(w.kept):
        w.count = w.space.sizes[i]
        if score(w, w.space.manners[i]) < 0:
            return -1
        w.tokens += w.count
    w.tokens = w.space.block
    w.count = w.kept = 0
    if w.read >= REMEMBERED:
        w.read = 0
        memset(w.space.memory, 0, MEMORY)
    return 0


cdef int finish(Work *w) noexcept nogil:
    # End the sentence read so far, and keep it until its block is scored.
    if w.count == 0:
        return 0
    if add(&w.sentences, w.tokens[0].start) < 0:
        return -1
    w.space.sizes[w.kept] = <uint32_t>w.count
    w.space.manners[w.kept] = manner(w)
    choose(w)
    remember(w, w.space.manners[w.kept])
    w.kept += 1
    w.tokens += w.count
    w.count = 0
    return score_block(w) if w.tokens - w.space.block >= BLOCK else 0


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
    if finish(w) < 0 or score_block(w) < 0:
        return -1
    w.ended = True
    return 0


cdef array.array taken(Buffer *b, array.array kind, uint64_t first=0, uint64_t step=1):
    # One number of each `step`.
    cdef uint64_t i, count = b.size // kind.itemsize // step
    cdef array.array out = array.clone(kind, count, zero=False)
    if step == 1 and count:
        memcpy(out.data.as_voidptr, b.data, b.size)
    elif kind.itemsize == 8:
        for i in range(count):
            out.data.as_ulonglongs[i] = (<uint64_t *>b.data)[first + i * step]
    return out


cdef int run(
    Work *w, str text, const uint64_t[::1] lexicon, const uint8_t[::1] rows, const int32_t[::1] moves
) except -1:
    # Reads a text; the buffers are to be freed.
    cdef int state, label
    w.text = <const uint8_t *>PyUnicode_DATA(text)
    w.width = PyUnicode_KIND(text)
    w.size = PyUnicode_GET_LENGTH(text)
    w.lexicon = &lexicon[0]
    w.lexicon_size = lexicon.shape[0]
    w.scored.mask = rows.shape[0] // ROW - 1
    w.scored.weights = <const int8_t *>&rows[0]
    w.scored.prints = &rows[0] + <uint64_t>LABELS * (w.scored.mask + <uint64_t>1)
    for label in range(LABELS):
        memcpy(w.scored.moves + label * LANES, &moves[label * LABELS], LABELS * 4)
    w.space = take_workspace()
    w.tokens = w.space.block
    with nogil:
        state = read_all(w)
    give_back(w)
    if state < 0:
        raise MemoryError
    return 0


cdef void free_buffers(Work *w):
    free(w.spans.data)
    free(w.sentences.data)
    free(w.hashes.data)


def check_model(lexicon, rows, moves):
    # The lookups keep within tables of these sizes.
    n = len(rows) // ROW
    if len(moves) != LABELS * LABELS or len(rows) % ROW or n < PROBES or n & (n - 1) or not 0 < len(lexicon) < 1 << 32:
        raise IndexDamaged("its tables have a size that cannot be", "names.bin", "reinstall Dateline")


def tag(str text not None, lexicon, rows, moves, bytes operations=None):
    cdef Work w
    check_model(lexicon, rows, moves)
    memset(&w, 0, sizeof(w))
    w.scoring = scoring_of(operations)
    try:
        run(&w, text, lexicon, rows, moves)
        return taken(&w.spans, LONGS, 0, 3), taken(&w.spans, LONGS, 1, 3), taken(&w.spans, LONGS, 2, 3), taken(
            &w.sentences, LONGS
        )
    finally:
        free_buffers(&w)


def describe_words(str text not None, lexicon):
    cdef Work w
    rows, moves = bytes(PROBES * ROW), arrays.array("i", bytes(4 * LABELS * LABELS))
    check_model(lexicon, rows, moves)
    memset(&w, 0, sizeof(w))
    w.learning = True
    try:
        run(&w, text, lexicon, rows, moves)
        return taken(&w.spans, LONGS), taken(&w.hashes, WORDS)
    finally:
        free_buffers(&w)


include "sentences.pxi"
include "signs.pxi"
include "name_words.pxi"
include "corrections.pxi"
include "people.pxi"

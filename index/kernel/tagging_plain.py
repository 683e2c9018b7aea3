"""Finding names: words, their features, and the best labels, in plain Python.

A text is cut into *tokens*: words (with inner apostrophes, hyphens and points: ``O'Brien``, ``al-Assad``, ``U.S.``; a
possessive ``'s`` is a token of its own), numbers, and marks. Only capitalised words are scored, and what stands between
two of them: one word, comma, hyphen or the like, or two connectors (*of the*). All else is outside every name. A
stretch of scored tokens is labelled by the Viterbi algorithm over whole numbers, so that the compiled twin
gives the same answer to the bit.

Features are 32-bit hashes of templates over words, their shapes, their word classes and their neighbours (`describe`).
The trainer reads them with `describe_words`, so that what is learnt is what is looked up.
The tables are those of `dateline.index.entities.names_file`.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.index.errors import IndexDamaged

__all__ = [
    "FEATURES",
    "LABELS",
    "ROW",
    "Token",
    "character",
    "check_model",
    "classes_of",
    "describe_words",
    "hash_word",
    "tag",
]

OTHER, SPACE, LOWER, UPPER, DIGIT, APOSTROPHE, HYPHEN, PERIOD, NEWLINE, QUOTE, END, DASH = range(12)
WORD_KINDS = (LOWER, UPPER, DIGIT)
LETTERS = (LOWER, UPPER)
SMALL, CAPITAL, CAPITALS, INITIAL, MIXED, NUMBER, MARK, DOTTED, JOINED = range(9)
UNSCORED = (SMALL, NUMBER, MARK)

CONNECTOR: Final = 1
ABBREVIATION: Final = 2
LABELS: Final = 11
ROW: Final = 1 + LABELS
PROBES: Final = 8
LEXICON_PROBES: Final = 16
FEATURES: Final = 32
# A sentence is cut after so many tokens, so that no text takes memory without bound.
SENTENCE: Final = 512
# A line break ends a sentence when the next word would have fitted on the line: 60 is the narrowest wrapping in use.
NARROWEST: Final = 60
# Marks that a name may have between its words.
JOINING: Final = frozenset("',-&/")
WORD: Final = 0xFFFFFFFF
FIRST_HASH: Final = 2166136261
BEFORE, AFTER = 1, 2
# Word classes that the features look into; the trainer's lexicon has all.
TITLE: Final = 1 << 4
FORENAME: Final = 1 << 2 | 1 << 15
# How the words of earlier sentences stood is remembered in so many places, and forgotten after so many sentences.
MEMORY: Final = 32768
REMEMBERED: Final = 256
AFTER_TITLE, ENDS_NAME, IN_SMALL, AFTER_IN = 1, 2, 4, 8

KINDS = {
    **dict.fromkeys("'\u2019\u02bc\uff07", APOSTROPHE),
    **dict.fromkeys("-\u2010\u2011", HYPHEN),
    **dict.fromkeys("\u2012\u2013\u2014\u2015", DASH),
    ".": PERIOD,
    **dict.fromkeys("\n\u0085\u2028\u2029", NEWLINE),
    **dict.fromkeys('"`()[]{}\u201c\u201d\u201e\u2018\u201a\u00ab\u00bb\u2039\u203a', QUOTE),
    **dict.fromkeys("!?\u2026\u3002\uff01\uff1f", END),
}


def character(code: int) -> int:
    """Return the kind of a code point in the top byte, its lower-case letter in the rest."""
    letter = chr(code)
    category = unicodedata.category(letter)
    if letter in KINDS:
        kind = KINDS[letter]
    elif category in ("Lu", "Lt"):
        kind = UPPER
    elif category[0] in "LM" or letter == "\u00ad":
        kind = LOWER
    elif category == "Nd":
        kind = DIGIT
    else:
        kind = SPACE if letter.isspace() else OTHER
    low = letter.lower()
    return kind << 24 | (ord(low) if len(low) == 1 else code)


def check_model(lexicon: Sequence[int], rows: Sequence[int], moves: Sequence[int]) -> None:
    """Raise IndexDamaged unless the tables are of sizes that the lookups keep within."""
    sizes = len(lexicon), len(rows) // ROW
    if len(moves) != LABELS * LABELS or len(rows) % ROW or any(n < 1 or n & (n - 1) for n in sizes):
        raise IndexDamaged("its tables have a size that cannot be", "names.bin", "reinstall Dateline")


def step(value: int, code: int) -> int:
    """Return the hash gone on by one code point (FNV-1a)."""
    return (value ^ code) * 16777619 & WORD


def mixed(value: int) -> int:
    """Return the bits of a hash spread over the whole word."""
    value = (value ^ value >> 15) * 0x2C1B3C6D & WORD
    value = (value ^ value >> 12) * 0x297A2D39 & WORD
    return value ^ value >> 15


def feature(template: int, a: int, b: int = 0) -> int:
    """Return the hash of a template's values."""
    return mixed((a * 0x9E3779B1 + (b ^ b >> 13) * 0x85EBCA77 + template * 0xC2B2AE3D) & WORD)


def hash_word(word: str) -> int:
    """Return the hash by which a word is known, whatever its case."""
    value = FIRST_HASH
    for letter in word:
        value = step(value, character(ord(letter)) & 0xFFFFFF)
    return mixed(value)


IN: Final = hash_word("in")


def classes_of(lexicon: Sequence[int], word: int) -> int:
    """Return the word classes of a word, told by its hash."""
    mask = len(lexicon) - 1
    for i in range(LEXICON_PROBES):
        entry = lexicon[word + i & mask]
        if entry == 0:
            return 0
        if entry >> 16 == word >> 16:
            return entry & 0xFFFF
    return 0


@dataclass(slots=True)
class Token:
    """A word or a mark; hashes of it and of its ends, its word classes, and how it is written."""

    start: int
    end: int
    word: int
    shape: int
    prefix: int = 0
    ending: int = 0
    suffix: int = 0
    classes: int = 0
    first: bool = False
    joins: bool = True
    scored: bool = False


@dataclass(slots=True)
class Work:
    """A text on its way through."""

    text: str
    lexicon: Sequence[int]
    rows: Sequence[int]
    moves: Sequence[int]
    learning: bool
    read: int = 0
    memory: bytearray = field(default_factory=lambda: bytearray(MEMORY))
    infos: dict[str, int] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)
    spans: array[int] = field(default_factory=lambda: array("Q"))
    sentences: array[int] = field(default_factory=lambda: array("Q"))
    hashes: array[int] = field(default_factory=lambda: array("I"))

    def info(self, at: int) -> int:
        """Return what `character` says of the character here, a space after the end."""
        if at >= len(self.text):
            return SPACE << 24
        letter = self.text[at]
        if letter not in self.infos:
            self.infos[letter] = character(ord(letter))
        return self.infos[letter]

    def kind(self, at: int) -> int:
        """Return the kind of the character here."""
        return self.info(at) >> 24

    def classes_of(self, word: int) -> int:
        """Return the word classes of a word."""
        return classes_of(self.lexicon, word)

    def possessive(self, at: int) -> bool:
        """Tell whether the apostrophe here opens a possessive 's."""
        return (
            at + 1 < len(self.text) and self.info(at + 1) & 0xFFFFFF == ord("s") and self.kind(at + 2) not in WORD_KINDS
        )


def goes_on(work: Work, at: int, kind: int, before: int, part: int) -> bool:
    """Tell whether a word goes on over the mark here; ``part`` is how long its last part is."""
    after = work.kind(at + 1)
    if after not in WORD_KINDS:
        return False
    if kind == HYPHEN:
        return True
    if kind == APOSTROPHE:
        return after in LETTERS and before in LETTERS and not work.possessive(at)
    if kind == PERIOD:
        return after == DIGIT if before == DIGIT else part == 1 and after in LETTERS
    if work.text[at] == ",":
        return before == DIGIT and after == DIGIT
    return work.text[at] == "&" and before == UPPER and after == UPPER


@dataclass(slots=True)
class Reading:
    """A word as far as it is read: its hashes, and what it is made of."""

    value: int = FIRST_HASH
    prefix: int = 0
    last: tuple[int, int, int] = (0, 0, 0)
    uppers: int = 0
    lowers: int = 0
    digits: int = 0
    joints: int = 0
    dots: int = 0

    def shape(self, opens_with_capital: bool) -> int:
        """Return how the word is written."""
        if self.uppers == 0:
            return NUMBER if self.digits else SMALL
        if self.digits:
            return MIXED
        if self.uppers == 1 and self.lowers == 0:
            return INITIAL
        if self.dots:
            return DOTTED
        if self.lowers == 0:
            return CAPITALS
        if self.joints:
            return JOINED
        return CAPITAL if self.uppers == 1 and opens_with_capital else MIXED


def read_word(work: Work, start: int) -> Token:
    """Read the word that starts here."""
    word, at, part, before = Reading(), start, 0, SPACE
    while at < len(work.text):
        info = work.info(at)
        kind = info >> 24
        if kind in WORD_KINDS:
            word.uppers += kind == UPPER
            word.lowers += kind == LOWER
            word.digits += kind == DIGIT
            part += 1
        elif goes_on(work, at, kind, before, part):
            word.dots += kind == PERIOD
            word.joints += kind == HYPHEN
            part = 0
        elif kind == PERIOD and (ends := takes_point(work, word, before, part)):
            # An initial, the last letter of an abbreviation; and on over a hyphen: U.S.-led.
            word.dots += before != LOWER or part != 1 or ends == 2
            word.value = step(word.value, ord("."))
            at += 1
            if ends == 1 and work.kind(at) == HYPHEN and work.kind(at + 1) in LETTERS:
                part, before = 0, PERIOD
                continue
            break
        else:
            break
        code = info & 0xFFFFFF
        word.value = step(word.value, code)
        word.last = (*word.last[1:], code)
        if at - start == 2:
            word.prefix = word.value
        before = kind
        at += 1
    ending = step(step(FIRST_HASH, word.last[1]), word.last[2])
    return Token(
        start,
        at,
        mixed(word.value),
        word.shape(work.kind(start) == UPPER),
        word.prefix,
        ending,
        step(ending, word.last[0]),
    )


def takes_point(work: Work, word: Reading, before: int, part: int) -> int:
    """Return 1 when the point belongs to an initial before it, 2 to a lower one or an abbreviation, 0 to neither."""
    if before == UPPER and part == 1:
        return 1
    if before == LOWER and part == 1 and word.dots:
        return 2
    return 2 if work.classes_of(mixed(word.value)) & ABBREVIATION else 0


def read_mark(work: Work, start: int) -> Token:
    """Read one mark, or a run of the same one; quotes of all kinds are alike, dashes too."""
    kind = work.kind(start)
    if kind == APOSTROPHE and work.possessive(start):
        return Token(start, start + 2, mixed(step(step(FIRST_HASH, ord("'")), ord("s"))), MARK)
    code, at = ord(work.text[start]), start + 1
    while at < len(work.text) and at - start < 8 and work.text[at] == work.text[start]:
        at += 1
    if kind == QUOTE or (kind == APOSTROPHE and at - start == 2):
        code = ord('"')
    elif kind in (DASH, HYPHEN):
        code = ord("-")
    joins = work.text[start] in JOINING
    return Token(start, at, mixed(step(FIRST_HASH, code)), MARK, joins=joins)


def manner(tokens: Sequence[Token]) -> int:
    """Return 1 for a sentence in capitals, 2 for a headline with a capital on each word, else 0."""
    shapes = [token.shape for token in tokens]
    small, capitals, initials = shapes.count(SMALL), shapes.count(CAPITALS), shapes.count(CAPITAL)
    if capitals >= 3 and capitals > 3 * (small + initials):
        return 1
    return 2 if initials + capitals >= 4 and initials + capitals > 3 * small else 0


def choose(work: Work) -> None:
    """Mark which tokens are scored: capitalised words, and what stands between two of them."""
    tokens, last = work.tokens, -4
    for token in tokens:
        token.classes = 0 if token.shape in (NUMBER, MARK) else work.classes_of(token.word)
    for i, token in enumerate(tokens):
        if token.shape in UNSCORED:
            continue
        token.scored = True
        if i - last == 2 and tokens[i - 1].joins:
            tokens[i - 1].scored = True
        elif i - last == 3 and tokens[i - 1].classes & tokens[i - 2].classes & CONNECTOR:
            tokens[i - 1].scored = tokens[i - 2].scored = True
        last = i


def describe(work: Work, i: int, left: int, right: int, mode: int) -> list[int]:
    """Return the features of a token; ``left`` and ``right`` bound its run of capitals."""
    tokens = work.tokens
    size, t = len(tokens), tokens[i]

    def word(at: int) -> int:
        return BEFORE if at < 0 else tokens[at].word if at < size else AFTER

    def classes(at: int) -> int:
        return 0x10000 if at < 0 else tokens[at].classes if at < size else 0x20000

    def shape(at: int) -> int:
        return 14 if at < 0 else tokens[at].shape | mode << 4 if at < size else 15

    w0, w1, w2, w11, w22 = t.word, word(i - 1), word(i + 1), word(i - 2), word(i + 2)
    c0, c1, c2 = t.classes, classes(i - 1), classes(i + 1)
    s0, s1, s2 = t.shape | mode << 4 | t.first << 6, shape(i - 1), shape(i + 1)
    memory = work.memory[w0 & MEMORY - 1]
    place = min(i - left, 3) << 2 | min(right - 1 - i, 3)
    templates = (
        (s0, 0), (w0, 0), (w1, 0), (w2, 0), (w11, 0), (w22, 0), (w1, w0), (w0, w2),
        (t.suffix, t.shape), (t.ending, t.shape), (t.prefix, t.shape),
        (s0 << 16 | s1 << 8 | s2, 0), (c0, s0), (c0, c2), (c1, c0), (w1, s0), (w2, s0), (w11, w1), (w2, w22),
        (c1, c0 * 31 + c2), (place, s0), (word(left - 1), place), (word(right), place),
        (word(right - 1), min(right - 1 - i, 3)), (word(left), min(i - left, 3)),
        (w1, c0), (w2, c0), (c1, w0), (c2, w0), (w11, s1 << 8 | s0),
        (memory, s0), (memory, c0),
    )  # fmt: skip
    return [feature(template, a, b) for template, (a, b) in enumerate(templates)]


def score(work: Work, features: Sequence[int]) -> list[int]:
    """Return the sum of the weights of some features, by label."""
    scores, mask = [0] * LABELS, len(work.rows) // ROW - 1
    for f in features:
        for i in range(PROBES):
            at = (f + i & mask) * ROW
            if work.rows[at] == (f >> 24 or 1):
                for k in range(LABELS):
                    weight = work.rows[at + 1 + k]
                    scores[k] += weight - 256 if weight > 127 else weight
                break
            if work.rows[at] == 0:
                break
    return scores


def decode(work: Work, scores: Sequence[Sequence[int]]) -> list[int]:
    """Return the best labels of a stretch (Viterbi); before and after it stands label 0."""
    moves = work.moves
    row = [scores[0][b] + moves[b] for b in range(LABELS)]
    back = []
    for own in scores[1:]:
        from_ = [max(range(LABELS), key=lambda a: (row[a] + moves[a * LABELS + b], -a)) for b in range(LABELS)]
        row = [own[b] + row[from_[b]] + moves[from_[b] * LABELS + b] for b in range(LABELS)]
        back.append(from_)
    best = max(range(LABELS), key=lambda a: (row[a] + moves[a * LABELS], -a))
    labels = [best]
    for from_ in reversed(back):
        labels.append(from_[labels[-1]])
    return labels[::-1]


def keep_spans(work: Work, begin: int, labels: Sequence[int]) -> None:
    """Keep the names among the labels of a stretch."""
    i = 0
    while i < len(labels):
        kind, start = (labels[i] + 1) // 2, i
        i += 1
        if kind:
            while i < len(labels) and labels[i] == 2 * kind:
                i += 1
            work.spans.extend((work.tokens[begin + start].start, work.tokens[begin + i - 1].end, kind))


def remember(work: Work) -> None:
    """Keep how the words of this sentence stood, for the sentences after it."""
    tokens, left = work.tokens, 0
    work.read += 1
    if work.read % REMEMBERED == 0:
        work.memory = bytearray(MEMORY)
    for i, token in enumerate(tokens):
        at = token.word & MEMORY - 1
        if token.shape == SMALL:
            work.memory[at] |= IN_SMALL
        if token.shape in UNSCORED:
            left = i + 1
            continue
        if i and tokens[i - 1].classes & TITLE:
            work.memory[at] |= AFTER_TITLE
        elif i and tokens[i - 1].word == IN:
            work.memory[at] |= AFTER_IN
        ends = i + 1 == len(tokens) or tokens[i + 1].shape in UNSCORED
        if i > left and tokens[left].classes & FORENAME and ends:
            work.memory[at] |= ENDS_NAME


def finish(work: Work) -> None:
    """Tag the sentence read so far, and forget it."""
    tokens = work.tokens
    if not tokens:
        return
    work.sentences.append(tokens[0].start)
    mode, i = manner(tokens), 0
    choose(work)
    while i < len(tokens):
        if not tokens[i].scored:
            i += 1
            continue
        j = left = right = i
        described = []
        while j < len(tokens) and tokens[j].scored:
            if j >= right:
                left = right = j
                while right < len(tokens) and tokens[right].shape not in UNSCORED:
                    right += 1
                right = max(right, left + 1)
            described.append(describe(work, j, left, right, mode))
            j += 1
        if work.learning:
            for k, features in enumerate(described):
                work.spans.extend((tokens[i + k].start, tokens[i + k].end, k == 0))
                work.hashes.extend(features)
        else:
            keep_spans(work, i, decode(work, [score(work, features) for features in described]))
        i = j
    remember(work)
    tokens.clear()


def read_all(work: Work) -> None:
    """Read the text, sentence by sentence."""
    at = line = before = newlines = 0
    ended = False
    while at < len(work.text):
        kind = work.kind(at)
        if kind in (SPACE, NEWLINE):
            if kind == NEWLINE:
                newlines += 1
                if newlines == 1:
                    before = at - line
                line = at + 1
            at += 1
            continue
        token = read_word(work, at) if kind in WORD_KINDS else read_mark(work, at)
        at = token.end
        broken = newlines > 1 or (newlines == 1 and before + token.end - token.start < NARROWEST)
        if broken or len(work.tokens) == SENTENCE or (ended and token.shape not in (SMALL, MARK)):
            finish(work)
        token.first = not work.tokens
        newlines = 0
        if kind in (PERIOD, END):
            ended = True
        elif kind not in (QUOTE, APOSTROPHE):
            ended = False
        work.tokens.append(token)
    finish(work)


def tag(text: str, lexicon: Sequence[int], rows: Sequence[int], moves: Sequence[int]) -> tuple[array[int], array[int]]:
    """Return the names of a text and where its sentences start.

    Names are threes of start, end (exclusive) and kind: 1 person, 2 place, 3 people of a place, 4 organisation,
    5 other. Raises IndexDamaged for tables of sizes that cannot be.
    """
    check_model(lexicon, rows, moves)
    work = Work(text, lexicon, rows, moves, learning=False)
    read_all(work)
    return work.spans, work.sentences


def describe_words(text: str, lexicon: Sequence[int]) -> tuple[array[int], array[int]]:
    """Return what is scored in a text: threes of start, end, whether a stretch begins; `FEATURES` hashes of each."""
    work = Work(text, lexicon, b"", (), learning=True)
    read_all(work)
    return work.spans, work.hashes

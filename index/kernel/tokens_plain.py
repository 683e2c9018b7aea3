"""The plain twin of `_tokens`: texts to tokens, and to occurrences by term.

What a token is, is said in `dateline.index.kernel.characters`, and there too which two tokens are the halves of a word
that the end of a line has broken.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dateline.index.kernel.characters import (
    APOSTROPHE,
    BLANKS,
    DIGIT,
    HYPHENS,
    LETTER,
    LONGEST,
    MARK,
    SEPARATOR,
    SINGLE,
    SOFT_HYPHEN,
    classify,
)

__all__ = ["Inverter", "join_lines", "tokenize"]

CONTRACTED = frozenset({"t", "re", "ve", "ll", "d", "m"})
STRAIGHT = str.maketrans(dict.fromkeys("\u2019\u02bc\uff07", "'"))
DIGITS = frozenset("0123456789")
_classes: dict[str, int] = {}


def tokenize(text: str) -> list[tuple[str, int, int]]:
    """Return the tokens of a text in order as (form, start, end).

    The form is what stands there, apostrophes straightened, at most `LONGEST`
    characters of it; start and end are character offsets into the text.
    """
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    at, size = 0, len(text)
    while at < size:
        kind = _class_at(text, at)
        if kind == SINGLE:
            end = at + 1
            while _class_at(text, end) == MARK:
                end += 1
        elif kind in (LETTER, DIGIT):
            end = _word_end(text, at)
        else:
            at += 1
            continue
        yield text[at : min(end, at + LONGEST)].translate(STRAIGHT), at, end
        at = end + 2 if _is_possessive(text, end) else end


def join_lines(text: str) -> list[tuple[int, str]]:
    """Return the words of a text that ends of lines have broken, as (number of the first half's token, form).

    The second half is the next token; the form is that of the whole word, at most `LONGEST` characters of it.
    """
    return _joins(text, list(_tokens(text)))


def _joins(text: str, tokens: Sequence[tuple[str, int, int]]) -> list[tuple[int, str]]:
    found = []
    for number, ((_, start, end), (second, start_after, end_after)) in enumerate(pairwise(tokens)):
        core = end
        while text[core - 1] == SOFT_HYPHEN:
            core -= 1
        if _goes_on(text, core, end) != start_after:
            continue
        if _is_lettered(text[start:core]) and _is_lettered(text[start_after:end_after]):
            found.append((number, (text[start : min(core, start + LONGEST)] + second)[:LONGEST]))
    return found


def _goes_on(text: str, core: int, end: int) -> int | None:
    """Return where a word goes on that ends at `core` but for soft hyphens, which end at `end`; None: it does not."""
    if text[end : end + 1] and text[end] in HYPHENS:
        end += 1
    elif core == end:
        return None
    end = _blanks_end(text, end)
    if text[end : end + 1] != "\n":
        return None
    end = _blanks_end(text, end + 1)
    first = text[end : end + 1]
    return None if first.isupper() or first.istitle() else end


def _blanks_end(text: str, at: int) -> int:
    while at < len(text) and text[at] in BLANKS:
        at += 1
    return at


def _is_lettered(word: str) -> bool:
    return _class_at(word, 0) == LETTER and all(c.isalpha() or _class_at(c, 0) == MARK for c in word)


def _word_end(text: str, start: int) -> int:
    end = _number_end(text, start) if text[start] in DIGITS else start + 1
    end = _run_end(text, end)
    if _class_at(text, end) == APOSTROPHE:
        after = _run_end(text, end + 1, longest=3)
        if text[end + 1 : after].lower() in CONTRACTED:
            return after
    return end


def _is_possessive(text: str, at: int) -> bool:
    if _class_at(text, at) != APOSTROPHE or text[at + 1 : at + 2] not in ("s", "S"):
        return False
    return _run_end(text, at + 1, 2) == at + 2


def _run_end(text: str, at: int, longest: int | None = None) -> int:
    """Return where the letters, digits and marks from `at` on end, looking at no more than `longest` of them."""
    stop = len(text) if longest is None else at + longest
    while at < stop and _class_at(text, at) in (LETTER, DIGIT, MARK):
        at += 1
    return at


def _number_end(text: str, start: int) -> int:
    """Return the end of the number at `start`: its first digits, or more where point and commas are well formed."""
    first = end = _digits_end(text, start)
    if text[start - 1 : start] in (".", ",") and start >= 2 and text[start - 2] in DIGITS:
        return first
    points, commas, sound = 0, 0, True
    while text[end : end + 1] in (".", ",") and text[end + 1 : end + 2] in DIGITS:
        group = _digits_end(text, end + 1)
        if text[end] == ".":
            points += 1
        else:
            commas += 1
            sound = sound and group - end == 4 and not points
        end = group
    return end if sound and points <= 1 and not (commas and first - start > 3) else first


def _digits_end(text: str, at: int) -> int:
    while text[at : at + 1] in DIGITS:
        at += 1
    return at


def _class_at(text: str, at: int) -> int:
    if at >= len(text):
        return SEPARATOR
    character = text[at]
    known = _classes.get(character)
    if known is None:
        known = _classes[character] = classify(ord(character))
    return known


class Inverter:
    """Takes documents, token by token; gives occurrences sorted by term.

    A document is one text for each field. Fields share one row of positions:
    each begins one position after the end of the one before, so that no phrase
    reaches from one into the next. After the last field, and one position more, the row begins
    anew for the words that ends of lines have broken (`join_lines`): each stands there where its first half
    stands in the row. They count in no length. One thread at a time may use an inverter.
    """

    def __init__(self, fields: int) -> None:
        if fields < 1:
            raise ValueError("a document has at least one field")
        self.fields = fields
        self.documents = 0
        self.tokens = 0
        self.joined = 0
        self._ids: dict[str, int] = {}
        self._stream = array("I")
        self._lengths = [array("I") for _ in range(fields)]
        self._joined: list[list[tuple[int, int]]] = []  # by document: position of the first half, number of the form

    def add(self, texts: Sequence[str]) -> None:
        """Take one document, a text for each field; another number of them raises ValueError."""
        rows = [list(_tokens(text)) for text in texts]
        joins = [dict(_joins(text, row)) for text, row in zip(texts, rows, strict=True)]
        self._take([[form for form, _, _ in row] for row in rows], joins)

    def add_forms(self, forms: Sequence[Sequence[str]]) -> None:
        """Take one document that is cut into forms already, a sequence of them for each field."""
        self._take(forms, [{}] * self.fields)

    def _take(self, forms: Sequence[Sequence[str]], joins: Sequence[Mapping[int, str]]) -> None:
        if len(forms) != self.fields:
            raise ValueError(f"a document has {self.fields} texts, not {len(forms)}")
        if not all(isinstance(form, str) for row in forms for form in row):
            raise TypeError("a form is a str")
        begin = len(self._stream)
        self._joined.append([])
        for field, row in enumerate(forms):
            for at, form in enumerate(row):
                self._stream.append(self._number_of(form))
                if at - 1 in joins[field]:
                    place = len(self._stream) - 2 - begin + field
                    self._joined[-1].append((place, self._number_of(joins[field][at - 1])))
            self._lengths[field].append(len(row))
        self.tokens += len(self._stream) - begin
        self.joined += len(self._joined[-1])
        self.documents += 1

    def _number_of(self, form: str) -> int:
        return self._ids.setdefault(form, len(self._ids))

    def forms(self) -> list[str]:
        """Return the distinct forms; a form's place is its number."""
        return list(self._ids)

    def lengths(self) -> list[array[int]]:
        """Return for each field the number of tokens of each document."""
        return self._lengths

    def invert(self, term_of: Sequence[int], terms: int) -> tuple[array[int], array[int]]:
        """Return (starts, occurrences) by term.

        `term_of` maps a form's number to its term's. The occurrences of term t are
        ``occurrences[starts[t]:starts[t + 1]]``, each ``document << 32 | position``, ascending.
        A form without a term, or with one not below `terms`, raises ValueError.
        """
        if len(term_of) < len(self._ids):
            raise ValueError("a form has no term")
        if any(term >= terms for term in term_of):
            raise ValueError("a form's term is out of range")
        rows: list[list[int]] = [[] for _ in range(terms)]
        for document, position, form in self._walk():
            rows[term_of[form]].append(document << 32 | position)
        return _flatten(rows, "Q")

    def invert_forms(self, list_of: Sequence[int], lists: int) -> tuple[array[int], array[int]]:
        """Return (starts, documents) by list; `list_of` maps a form's number to its list.

        0xFFFFFFFF, or any other number not below `lists`, is none. The documents of a list are
        distinct and ascending. A form without a number raises ValueError.
        """
        if len(list_of) < len(self._ids):
            raise ValueError("a form has no list number")
        rows: list[list[int]] = [[] for _ in range(lists)]
        for document, _, form in self._walk():
            row = list_of[form]
            if row < lists and rows[row][-1:] != [document]:
                rows[row].append(document)
        return _flatten(rows, "I")

    def _walk(self) -> Iterator[tuple[int, int, int]]:
        at = 0
        for document in range(self.documents):
            position = 0
            for lengths in self._lengths:
                for _ in range(lengths[document]):
                    yield document, position, self._stream[at]
                    position += 1
                    at += 1
                position += 1
            for place, form in self._joined[document]:
                yield document, position + place, form


def _flatten(rows: list[list[int]], kind: str) -> tuple[array[int], array[int]]:
    starts, flat = array("Q", [0]), array(kind)
    for row in rows:
        flat.extend(row)
        starts.append(len(flat))
    return starts, flat

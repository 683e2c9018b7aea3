"""Made-up segments for the laws of the kernels, each beside what it holds, said naively."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from hypothesis import HealthCheck, settings

from dateline.index.kernel._postings import encode
from dateline.index.kernel._terms import Lexicon, sort_forms
from dateline.index.segment.impacts import Shape
from dateline.index.segment.postings import SLACK

ABSENT = 0xFFFFFFFF
CHUNK = 65536

law = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
long_law = settings(law, max_examples=12)


@dataclass(frozen=True)
class Texts:
    """Documents of several fields; a term is a number. ``words[d][f]`` are the terms of a field in order."""

    fields: int
    documents: int
    words: dict[int, list[list[int]]]

    @property
    def lengths(self) -> list[array[int]]:
        rows = [array("I", bytes(4 * self.documents)) for _ in range(self.fields)]
        for document, fields in self.words.items():
            for field, row in enumerate(fields):
                rows[field][document] = len(row)
        return rows

    def positions(self, term: int) -> dict[int, list[int]]:
        """Return where a term stands, by document."""
        found: dict[int, list[int]] = {}
        for document, fields in sorted(self.words.items()):
            base = 0
            for row in fields:
                for i, word in enumerate(row):
                    if word == term:
                        found.setdefault(document, []).append(base + i)
                base += len(row) + 1
        return found

    def frequencies(self, term: int) -> dict[int, tuple[int, ...]]:
        """Return how often a term stands in each field, by document."""
        return {
            document: tuple(row.count(term) for row in fields)
            for document, fields in sorted(self.words.items())
            if any(term in row for row in fields)
        }

    def occurrences(self, terms: int) -> tuple[array[int], array[int]]:
        return flat([
            [document << 32 | position for document, row in self.positions(term).items() for position in row]
            for term in range(terms)
        ])  # fmt: skip

    def forms(self, term: int) -> list[int]:
        """Return the form in which each occurrence of a term stands; some terms have one, some many."""
        return [form_of(term, document, position) for document, row in self.positions(term).items() for position in row]


def form_of(term: int, document: int, position: int) -> int:
    """Return a form for an occurrence: mostly the first of those that a term has, which are 1 to 300."""
    drawn = document * 7919 + position * 104_729 + term * 31
    return 0 if drawn % 3 else drawn // 3 % (1, 2, 3, 20, 300)[term % 5]


@dataclass(frozen=True)
class Encoded:
    """The parts of a dictionary that postings are read with. ``numbers`` has the number of each term's forms."""

    dfs: array[int]
    places: array[int]
    postings: bytes
    positions: bytes
    table: array[int]
    term_offsets: array[int]
    forms: bytes
    groups: array[int]
    numbers: dict[tuple[int, int], int]


def flat(rows: Sequence[Sequence[int]], kind: str = "Q") -> tuple[array[int], array[int]]:
    starts, content = array("Q", [0]), array(kind)
    for row in rows:
        content.extend(row)
        starts.append(len(content))
    return starts, content


def make_texts(random: Random, documents: int, terms: int, fields: int, longest: int, span: int = 0) -> Texts:
    """Make so many documents that have text, numbered anywhere below `span` (or without gaps)."""
    span = max(span, documents)
    edges = [d for d in (0, CHUNK - 1, CHUNK, 2 * CHUNK - 1, 2 * CHUNK, span - 1) if d < span]
    numbers = range(span) if span == documents else {*random.sample(range(span), documents), *edges}
    words = {
        document: [
            [min(int(random.expovariate(0.7)), terms - 1) for _ in range(random.randint(0, longest))]
            for _ in range(fields)
        ]
        for document in sorted(numbers)
    }
    return Texts(fields, span, words)


def make_table(texts: Texts, terms: int, codes: int) -> array[int]:
    """Return a frequency table of no more than so many codes; the rest of the postings must escape."""
    counts = Counter(key for term in range(terms) for key in texts.frequencies(term).values() if max(key) < 255)
    table = array("I", bytes(4 * 256 * texts.fields))
    for code, (key, _) in enumerate(counts.most_common(min(codes, 255))):
        for field, frequency in enumerate(key):
            table[field * 256 + code] = frequency
    return table


def encode_texts(texts: Texts, terms: int, codes: int = 255, shapes: Sequence[Shape] | None = None) -> Encoded:
    """Encode terms, with impact codes if `shapes` are given."""
    rows = [texts.forms(term) for term in range(terms)]
    return encode_rows(*texts.occurrences(terms), texts.lengths, make_table(texts, terms, codes), rows, shapes)


def encode_rows(
    starts: array[int],
    occurrences: array[int],
    lengths: list[array[int]],
    table: array[int],
    forms: Sequence[Sequence[int]] = (),
    shapes: Sequence[Shape] | None = None,
    bases: tuple[int, int] = (0, 0),
) -> Encoded:
    """Encode occurrences, those of each term with their forms; by default all stand in form 0."""
    rows = forms or [[0] * (b - a) for a, b in pairwise(starts)]
    counts = {(term, form): n for term, row in enumerate(rows) for form, n in Counter([*row, 0]).items()}
    names, written = [name_of(term) for term, _ in counts], [form_name(*each) for each in counts]
    terms, _, (records, groups), found = sort_forms(names, written, array("Q", counts.values()))
    numbers = dict(zip(counts, found, strict=True))
    form_of = array("I", (numbers[term, form] for term, row in enumerate(rows) for form in row))
    made = encode(starts, occurrences, lengths, table, *bases, shapes, form_of)
    before = bytes(bases[0]), bytes(bases[1])
    return Encoded(
        *made[:2], before[0] + made[2], before[1] + made[3] + SLACK, table, terms[1], records, groups, numbers
    )


def name_of(term: int) -> str:
    return f"t{term:03}"


def form_name(term: int, form: int) -> str:
    """Return a form's text; those of two terms differ only in what they have of the term's."""
    return (name_of(term), name_of(term).upper(), name_of(term).title())[form % 3] + ("" if form < 3 else f"s{form}")


def named_forms(records: bytes, sizes: Sequence[int], forms: Sequence[int], starts: Sequence[int]) -> list[str]:
    """Return the text of the form of each occurrence, as of term 0."""
    made, at = [], 0
    for term, size in enumerate(sizes):
        name, one = name_of(0), (array("I", [1]), array("Q", [0]))
        lexicon = Lexicon(name.encode(), array("I", [0, 4]), *one, records[at : at + size] or b"\0", array("I", [0]))
        names = lexicon.forms_of(name)
        assert len(set(names)) == len(names)
        own = forms[starts[term] : starts[term + 1]]
        counted = [list(own).count(number) for number in range(len(names))]
        assert counted == sorted(counted, reverse=True), "the commonest form comes first"
        made += [names[number] for number in own]
        at += size
    return made


def bitmap(documents: set[int], size: int) -> bytearray:
    made = bytearray((size + 7) // 8)
    for document in documents:
        made[document >> 3] |= 1 << (document & 7)
    return made


def members(made: bytes | bytearray) -> set[int]:
    return {8 * i + bit for i, octet in enumerate(made) for bit in range(8) if octet >> bit & 1}

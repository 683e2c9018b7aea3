"""Programs of places find the documents that trying every pair of places finds, and damage never ends the program."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from random import Random
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.searcher.kernel._proximity import mark_places
from dateline.searcher.kernel._word_sets import place_words
from tests.kernels.samples import Encoded, Texts, bitmap, encode_texts, form_of, law, make_texts, members
from tests.reference import places
from tests.reference.places import Span

pytestmark = pytest.mark.kernels

TERMS, BORDERS = 5, 4  # the last term is that of the borders
WORD, ANY, PHRASE, SLOP, NEAR, WITHIN, FIRST, BEGINS, ATLEAST, MERGE, LIST = range(11)
SEEDS = st.integers(0, 1 << 32)
# A step and its operands: (operator, argument, flags, operands). Of a word, the form that counts is in place of flags;
# of a list, this too, and the terms as bits in place of the argument.
Tree = tuple[int, int, int, tuple["Tree", ...]]


def drawn(random: Random, depth: int) -> Tree:
    """Return a random tree of operators over the terms."""
    if depth == 0 or random.random() < 0.2:
        if random.random() < 0.3:
            return LIST, random.randrange(1 << BORDERS), random.choice((-1, -1, 0, 1)), ()
        return WORD, random.randrange(BORDERS), random.choice((-1, -1, 0, 1)), ()
    operator = random.choice((ANY, PHRASE, SLOP, NEAR, NEAR, WITHIN, FIRST, BEGINS, MERGE))
    count = random.randint(1, 3) if operator in (ANY, PHRASE, SLOP, MERGE) else 2 if operator in (NEAR, WITHIN) else 1
    argument = {ANY: count, PHRASE: count, MERGE: count, SLOP: random.randrange(4), BEGINS: 0}.get(operator)
    argument = random.randint(1, 4) if argument is None else argument
    flags = {NEAR: random.randrange(4), WITHIN: 2 * random.randrange(2), SLOP: count}.get(operator, 0)
    return operator, argument, flags, tuple(drawn(random, depth - 1) for _ in range(count))


class Oracle:
    """Runs a tree over the words of one field of one document."""

    def __init__(self, texts: Texts, document: int, field: int) -> None:
        self.row = texts.words[document][field]
        self.base = sum(len(row) + 1 for row in texts.words[document][:field])
        self.document = document

    def run(self, tree: Tree) -> set[Span]:
        operator, argument, flags, operands = tree
        lists = [self.run(each) for each in operands]
        if operator in (WORD, LIST):
            terms = 1 << argument if operator == WORD else argument
            return {
                (at, at + 1)
                for at, term in enumerate(self.row)
                if terms >> term & 1 and flags in (-1, form_of(term, self.document, self.base + at))
            }
        if operator in (ANY, MERGE):
            found = set().union(*lists)
            return touching(found) if operator == MERGE else found
        if operator == PHRASE:
            return places.follow(lists)
        if operator == SLOP:
            return places.sloppy(lists, argument, len(self.row))
        if operator == NEAR:
            return places.near(lists[0], lists[1], argument, ordered=bool(flags & 1), negated=bool(flags & 2))
        if operator == WITHIN:
            borders = [at for at, term in enumerate(self.row) if term == BORDERS]
            return places.within(lists[0], lists[1], borders, negated=bool(flags & 2))
        if operator == FIRST:
            return {place for place in lists[0] if place[1] <= argument}
        return {place for place in lists[0] if place[0] == 0}


def touching(found: set[Span]) -> set[Span]:
    made: list[Span] = []
    for start, end in sorted(found):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((start, end))
    return set(made)


def listed(made: Encoded, terms: int, form: int, documents: int, candidates: bytes) -> array[int]:
    """Return the places of terms, in a form or in any."""
    chosen, ends, numbers = array("I"), array("I"), array("I")
    for term in range(BORDERS):
        if terms >> term & 1 and (form < 0 or (term, form) in made.numbers):
            chosen.append(term)
            numbers.extend([made.numbers[term, form]] if form >= 0 else [])
            ends.append(len(numbers))
    parts = made.postings, made.positions, made.table, made.places, made.dfs
    return place_words(*parts, chosen, ends, numbers, candidates, documents)


Compiled: TypeAlias = "tuple[list[tuple[object, ...]], array[int], list[tuple[array[int], int]]]"


def compiled(tree: Tree, made: Encoded, mask: int, documents: int, candidates: bytes) -> Compiled:
    """Return the words, the steps and the lists of a tree; of a word that has no such form, none counts."""
    lists: list[tuple[array[int], int]] = []
    words: list[tuple[object, ...]] = [(made.places[BORDERS], made.dfs[BORDERS], 0xFF, None)]
    steps = array("I")

    def add(tree: Tree) -> None:
        operator, argument, flags, operands = tree
        for each in operands:
            add(each)
        if operator == LIST:
            lists.append((listed(made, argument, flags, documents, candidates), mask))
            steps.extend((LIST, len(lists) - 1, 0))
        elif operator == WORD:
            forms = None if flags < 0 else [made.numbers[argument, flags]] if (argument, flags) in made.numbers else []
            words.append((made.places[argument], made.dfs[argument], mask, forms))
            steps.extend((WORD, len(words) - 1, 0))
        else:
            steps.extend((operator, 0 if operator == WITHIN else argument, flags))

    add(tree)
    return words, steps, lists


def found_by(call: tuple[object, ...], candidates: bytes) -> set[int]:
    matched = bytearray(len(candidates))
    mark_places(*call, candidates, matched)  # type: ignore[arg-type]
    return members(matched)


TEXTS = st.builds(
    lambda seed, documents, fields, longest: make_texts(Random(seed), documents, TERMS, fields, longest),
    SEEDS,
    st.integers(1, 40),
    st.integers(1, 3),
    st.integers(1, 14),
)


@law
@given(TEXTS, SEEDS)
def test_a_program_finds_what_trying_every_pair_finds(texts: Texts, seed: int) -> None:
    random = Random(seed)
    made = encode_texts(texts, TERMS, random.choice((255, 2)))
    mask = random.randint(1, (1 << texts.fields) - 1)
    for _ in range(6):
        tree = drawn(random, 3)
        times = random.choice((0, 0, 1, 2, 3))
        counts = {
            document: sum(len(Oracle(texts, document, f).run(tree)) for f in range(texts.fields) if mask >> f & 1)
            for document in texts.words
        }
        wanted = {document for document, count in counts.items() if count >= max(times, 1)}
        for asked in ({*texts.words}, {document for document in texts.words if random.random() < 0.5}):
            candidates = bytes(bitmap(asked, texts.documents))
            words, steps, lists = compiled(tree, made, mask, texts.documents, candidates)
            if times:
                steps.extend((ATLEAST, times, 0))
            call = made.postings, made.positions, made.table, words, steps, texts.lengths, lists
            assert found_by(call, candidates) == wanted & asked, tree


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (0, 0),
        (0, 9, 0),
        (11, 0, 0),
        (10, 0, 0),
        (1, 1, 0),
        (0, 0, 0, 0, 0, 0),
        (0, 0, 0, 1, 0, 0),
        (0, 0, 0, 0, 0, 0, 4, 0, 0),
    ],
)
def test_a_program_that_is_none_is_refused(steps: Sequence[int]) -> None:
    texts = make_texts(Random(1), 3, TERMS, 1, 5)
    made = encode_texts(texts, TERMS)
    words = [(made.places[0], made.dfs[0], 1, None)]
    call = made.postings, made.positions, made.table, words, array("I", steps), texts.lengths, []
    with pytest.raises(ValueError, match=r"program|apart"):
        found_by(call, b"\7")
    with pytest.raises(ValueError, match="bitmap"):
        mark_places(*call[:4], array("I", (0, 0, 0)), texts.lengths, [], b"\0\0", bytearray(2))


def test_words_joined_at_the_end_of_a_line_take_the_place_of_two(tmp_path) -> None:
    from dateline.index import Archive, Article  # only here
    from dateline.searcher import open_archive

    with Archive.create(tmp_path / "a") as archive:
        archive.add(Article(id="a", title="", body="the cli-\nmate change is here"))
        archive.commit()
    with open_archive(tmp_path / "a") as archive:
        for query, total in (
            ("the ADJ/1 climate", 1),
            ("climate ADJ/1 change", 1),
            ("the ADJ/1 change", 0),
            ("the ADJ/3 change", 1),
            ('"climate here"~2', 0),
            ('"climate here"~3', 1),
            ("climate FIRST/3", 1),
            ("climate FIRST/2", 0),
        ):
            assert archive.search(query).total == total, query

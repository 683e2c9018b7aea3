"""Hits: the best documents of segments as one page."""

from __future__ import annotations

import copy
from array import array
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.errors import IndexDamaged
from dateline.searcher import FacetCount, Hit
from dateline.searcher.kernel._hits import Columns, list_best, make_counts, make_hits
from tests.kernels.samples import law

pytestmark = pytest.mark.kernels

UNDATED = -(1 << 63)
ROWS = st.tuples(st.sampled_from((0.5, 1.0, 2.0)), st.sampled_from((UNDATED, -3, 0, 7)))


def columns(rows: list[tuple[float, int, str, int]]) -> Columns:
    """Return the columns of a segment; each document is (score, instant, id, version)."""
    encoded = [id.encode() for _, _, id, _ in rows]
    offsets = array("I", [0])
    for id in encoded:
        offsets.append(offsets[-1] + len(id))
    seqs, instants = array("Q", [row[3] for row in rows]), array("q", [row[1] for row in rows])
    return Columns(seqs, instants, b"".join(encoded), offsets, "a.seg")


def order_of(row: tuple[float, int, str, int]) -> tuple[float, bool, int, str]:
    score, instant, id, _ = row
    return -score, instant == UNDATED, -instant, id


@law
@given(st.lists(st.lists(ROWS, max_size=6), max_size=4), st.integers(0, 30), st.randoms())
def test_the_best_of_all_segments_are_listed_in_order(segments, k, random) -> None:
    ids = [f"{number}é" for number in range(sum(map(len, segments)))]
    random.shuffle(ids)
    every, founds = [], []
    for segment in segments:
        rows = [(score, instant, ids.pop(), len(ids)) for score, instant in segment]
        best = sorted(range(len(rows)), key=lambda document, rows=rows: order_of(rows[document]))
        scores = array("d", [rows[document][0] for document in best])
        founds.append((columns(rows), array("I", best), scores) if best else (columns(rows), (), ()))
        every += rows
    wanted = sorted(every, key=order_of)[:k]
    assert list_best(founds, k) == ([row[2] for row in wanted], [row[3] for row in wanted], [row[0] for row in wanted])


def test_hits_have_ranks_from_one_and_are_like_hits_made_by_hand() -> None:
    page = object()
    hits = make_hits(Hit, ["a", "b"], [7, 9], [1.5, 0.5], page)
    assert hits == (Hit(1, "a", 7, 1.5, page), Hit(rank=2, id="b", seq=9, score=0.5, page=page))
    assert repr(hits[0]) == "Hit(rank=1, id='a', seq=7, score=1.5)"
    assert hash(hits[0]) == hash(Hit(1, "a", 7, 1.5, None))
    assert replace(hits[0], rank=3) == Hit(3, "a", 7, 1.5, page)
    assert copy.copy(hits[0]) == hits[0]
    for name in ("rank", "page", "other"):
        with pytest.raises(FrozenInstanceError):
            setattr(hits[0], name, 1)


def test_rows_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="differ in number"):
        make_hits(Hit, ["a"], [], [1.0], None)
    with pytest.raises(TypeError):
        make_hits(int, ["a"], [1], [1.0], None)
    made = columns([(1.0, 0, "a", 1)])
    for documents, scores in ((array("I", [0]), array("d")), (array("Q", [0]), array("d", [1.0]))):
        with pytest.raises(ValueError, match="documents are u32"):
            list_best([(made, documents, scores)], 1)


def test_damage_is_named_with_its_file() -> None:
    numbers = array("Q", [1, 2]), array("q", [0, 0])
    one = array("I", [1]), array("d", [1.0])
    damaged = [
        (Columns(*numbers, b"ab", array("I", [0, 1, 3]), "a.seg"), *one),
        (Columns(*numbers, b"ab", array("I", [0, 2, 1]), "a.seg"), *one),
        (Columns(*numbers, b"a\xff", array("I", [0, 1, 2]), "a.seg"), *one),
        (Columns(*numbers, b"ab", array("I", [0, 1, 2]), "a.seg"), array("I", [2]), array("d", [1.0])),
    ]
    for found in damaged:
        with pytest.raises(IndexDamaged, match=r"a\.seg"):
            list_best([found], 1)
    with pytest.raises(IndexDamaged, match=r"a\.seg"):
        Columns(*numbers, b"ab", array("I", [0, 1]), "a.seg")


def test_counts_of_a_facet_are_made_as_its_class_makes_them() -> None:
    made = make_counts(FacetCount, [("Baku", 3), ("Lyon", 1)])
    assert made == (FacetCount("Baku", 3), FacetCount(value="Lyon", count=1))
    assert repr(made[0]) == "FacetCount(value='Baku', count=3)"
    assert len({*made, FacetCount("Baku", 3)}) == 2
    assert (make_counts(FacetCount, []), replace(made[1], count=2)) == ((), FacetCount("Lyon", 2))
    with pytest.raises(AttributeError):
        made[0].count = 4  # type: ignore[misc]
    with pytest.raises(TypeError, match="rows of counts"):
        make_counts(Hit, [])  # type: ignore[type-var]

"""The marks of a segment: at the words of the texts, the same after merges and rebuilds, and no words."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.analysis.marks import PARAGRAPHS, SENTENCES, mention_mark
from dateline.index.dataclass import replace
from dateline.index.entities.mention import Extraction, PersonMention, PlaceMention
from dateline.index.fields import DEFAULT_FIELDS
from dateline.index.kernel._postings import gather
from dateline.index.segment.builder import SegmentBuilder
from dateline.index.segment.consistency import verify_segment
from dateline.index.segment.manifest import read_manifest
from dateline.index.segment.merging import merge_segments
from dateline.index.segment.segment import Segment, open_segment, open_segments
from dateline.searcher import open_archive

BODY = "Mr. Aliyev of Baku met Leyla Hart. Aliyev left.\n\nHart stayed in Baku-on-Sea. She wrote."
PEOPLE = (PersonMention("Aliyev", 17, 23, "Ilham Aliyev"), PersonMention("Leyla Hart", 36, 46, "Leyla Hart"))
PLACES = (
    PlaceMention("Baku", 0, 4, "Baku", "Baku", "city", "AZ"),
    PlaceMention("Baku", 27, 31, "Baku", "Baku", "city", "AZ"),
)


def places_of(segment: Segment, mark: str) -> dict[int, list[int]]:
    """Return where a mark stands, by version."""
    dictionary = segment.dictionaries["english"]
    text, offsets = bytes(dictionary.terms), dictionary.term_offsets
    terms = [text[offsets[t] : offsets[t + 1]].decode() for t in range(len(offsets) - 1)]
    if mark not in terms:
        return {}
    all_ = array("I", range(len(segment)))
    found: dict[int, list[int]] = {}
    for occurrence in gather([array("I", [terms.index(mark)])], [dictionary], [all_])[1]:
        found.setdefault(segment.documents.seqs[occurrence >> 32], []).append(occurrence & 0xFFFFFFFF)
    return found


def written(folder: Path, name: str, articles: Mapping[int, Article]) -> Segment:
    builder = SegmentBuilder(DEFAULT_FIELDS)
    for seq, article in articles.items():
        builder.add(seq, article)
    builder.write(folder / f"{name}.seg")
    return open_segment(folder, name, DEFAULT_FIELDS, None)


def article(id: str, mentions: Extraction | None = None) -> Article:
    assert BODY.index("Aliyev") == 4
    return Article(id=id, title="Baku talks", body=BODY, people=("Given Name",), mentions=mentions)


FOUND = Extraction(people=PEOPLE, places=PLACES)
# The title has two words, and the body begins one position after its end.
WANTED: dict[str, Sequence[int]] = {
    SENTENCES: [10, 12, 18],
    PARAGRAPHS: [12],
    mention_mark("people"): [4, 8, 9],
    mention_mark("people", "Ilham Aliyev"): [4],
    mention_mark("people", "Leyla Hart"): [8, 9],
    mention_mark("places"): [0, 6],
    mention_mark("places", "Baku"): [0, 6],
}


def test_marks_are_at_the_words_of_borders_and_mentions(tmp_path: Path) -> None:
    segment = written(tmp_path, "000001", {1: article("a", FOUND), 5: article("b")})
    for mark, places in WANTED.items():
        assert places_of(segment, mark) == ({1: places, 5: places} if mark < "\x02" else {1: places}), mark
    assert places_of(segment, mention_mark("people", "Given Name")) == {}
    assert segment.dictionaries["english"].lexicon.forms_of(SENTENCES) == []
    assert segment.tokens == {"title": 4, "body": 2 * 17}


def test_marks_are_merged_without_deleted_articles(tmp_path: Path) -> None:
    first = written(tmp_path, "000001", {1: article("a", FOUND), 2: article("b", FOUND)})
    second = written(tmp_path, "000002", {3: article("c")})
    first = replace(first, deleted=b"\x02", deletes=1)
    merge_segments(tmp_path / "000003.seg", [first, second])
    merged = open_segment(tmp_path, "000003", DEFAULT_FIELDS, None)
    verify_segment(merged)
    for mark, places in WANTED.items():
        assert places_of(merged, mark) == ({1: places, 3: places} if mark < "\x02" else {1: places}), mark


@pytest.mark.parametrize("mention", [(-1, 4), (4, 4), (9, 4), (0, 10**30), (10**30, 10**31), (10, 11), (12, 10**9)])
def test_a_mention_at_no_word_is_not_marked(tmp_path: Path, mention: tuple[int, int]) -> None:
    people = (PersonMention("", *mention, "Leyla Hart"),)
    segment = written(tmp_path, "000001", {1: article("a", Extraction(people=people))})
    assert places_of(segment, mention_mark("people", "Leyla Hart")) == {}


def test_a_rebuilt_index_has_the_marks_of_articles_as_they_were_added(tmp_path: Path) -> None:
    day = date(2016, 12, 14)
    with Archive.create(tmp_path / "a") as archive:
        text = "President Ilham Aliyev flew to Paris.\n\nAliyev spoke of oil in Baku."
        archive.add(Article(id="a", title="Aliyev in Paris", body=text, published=day))
        archive.commit()
    marks = [SENTENCES, PARAGRAPHS, mention_mark("people", "Ilham Aliyev"), mention_mark("places", "Paris")]
    states = []
    for _ in range(2):
        folder = tmp_path / "a" / "index"
        (segment,) = open_segments(folder, read_manifest(folder))
        states.append([places_of(segment, mark) for mark in marks])
        Archive.rebuild(tmp_path / "a")
    assert states[0] == states[1] == [{1: [10]}, {1: [10]}, {1: [0, 5, 6, 10]}, {1: [2, 9]}]


def test_marks_are_no_words(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a") as archive:
        archive.add(Article(id="a", title="", body="...\n\n"))
        archive.add(article("b", FOUND))
        archive.commit()
    with open_archive(tmp_path / "a") as index, open_archive(tmp_path / "a", use_index=False) as scan:
        for query in ("body:*", "s", "p", "\x01s", '"\x01s"', "\x02people", "aliyev", "-aliyev", "*"):
            found = [[(hit.id, hit.score) for hit in each.search(query).hits] for each in (index, scan)]
            assert found[0] == found[1], query
        assert index.search("body:*").total == 1

"""Words by pattern, in any field and operator: all engines answer as is specified."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import tests.reference.archive as specification
from dateline.index import DEFAULT_FIELDS, Archive, Article
from dateline.index.dataclass import replace
from dateline.searcher import open_archive
from dateline.searcher.engine import explain, patterns, scan
from dateline.searcher.query import parse
from dateline.searcher.query import tree as q
from dateline.searcher.query.tree import Pattern
from dateline.searcher.results import answering
from tests.laws.answers import archive_answer, reference_answer
from tests.laws.test_archive import MATCHES, SORTS, STEPS, archived, live_after
from tests.reference.archive import Reference

pytestmark = pytest.mark.kernels

PATTERNS = (
    Pattern("oi", "prefix"), Pattern("run", "prefix"), Pattern("Ca", "prefix"), Pattern("nowhere", "prefix"),
    Pattern("", "prefix"), Pattern("*s", "wildcard"), Pattern("r?n", "wildcard"), Pattern("*n*", "wildcard"),
    Pattern("?*?", "wildcard"), Pattern("(oil|run)s?", "regex"), Pattern("[a-z]+s", "regex"), Pattern(r"\d.*", "regex"),
    Pattern("caf[eo]", "regex"), Pattern("oli", "fuzzy", 1), Pattern("mayro", "fuzzy", 2), Pattern("ali", "prefix"),
    Pattern("stirke", "fuzzy", 2), Pattern("ilham al.*", "regex"), Pattern("*guin*", "wildcard"),
    Pattern("merkle", "fuzzy", 1), Pattern("2016", "prefix"), Pattern("the", "fuzzy", 1), Pattern("東", "prefix"),
)  # fmt: skip
# A pattern is a word of these queries, and stands for the one of its number.
NAMES = st.integers(0, len(PATTERNS) - 1).map("pat{}".format)
FIELDS = st.sampled_from(
    ("", "", "", "title:", "body:", "people:", "places:", "source:", "weekday:", "published:", "-title:", "+")
)
CLAUSES = st.one_of(
    st.tuples(FIELDS, NAMES).map("".join),
    st.sampled_from(
        ("oil", "title:oil", "=Oil", '"the oil"', "-running", "source:courier", "published:>2016-01-05", "*")
    ),
)
QUERIES = st.recursive(
    CLAUSES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(" OR ".join),
        inner.map("-({})".format),
        inner.map("title:({})".format),
    ),
    max_leaves=4,
).map("({})".format)


def with_patterns(node: Any) -> Any:
    """Return a tree in which the names of patterns are these."""
    match node:
        case q.Word(text) if text.startswith("pat"):
            return PATTERNS[int(text[3:])]
        case q.And(clauses) | q.Or(clauses):
            return type(node)(tuple(map(with_patterns, clauses)))
        case q.Not(clause) | q.Must(clause):
            return type(node)(with_patterns(clause))
        case q.InField(field, clause):
            return q.InField(field, with_patterns(clause))
    return node


@pytest.fixture(autouse=True, scope="module")
def named_patterns() -> Iterator[None]:
    def parsed(text: str, *known: Any) -> Any:
        found = parse(text, *known)
        return replace(found, tree=with_patterns(found.tree))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answering, "parse", parsed)
        patch.setattr(specification, "parse", parsed)
        yield


# In a script without spaces every character is a word: a prefix of one is searched as that word.
TOKYO = [[Article(id="tokyo", body="東京")]]


@settings(deadline=None, max_examples=25)
@example(TOKYO, [f"(pat{PATTERNS.index(Pattern('東', 'prefix'))})"], "auto", "relevance", 1024)
@given(STEPS, st.lists(QUERIES, min_size=1, max_size=8), MATCHES, SORTS, st.sampled_from((1024, 3)))
def test_all_engines_answer_as_the_specification_does(steps, asked, match, sort, most) -> None:
    reference = Reference([(0, article) for article in live_after(steps).values()], DEFAULT_FIELDS)
    with pytest.MonkeyPatch.context() as patch, archived(steps) as path:
        for module in (specification, patterns, scan, explain):
            patch.setattr(module, "MOST_SCORED", most)
        with open_archive(path) as archive, open_archive(path, use_index=False) as read:
            for query in asked:
                expected = reference_answer(reference, query, match, sort)
                assert archive_answer(archive, query, match, sort) == expected, query
                assert archive_answer(read, query, match, sort) == expected, query
                for hit in archive.search(query, match=match).hits:
                    assert hit.explanation().value == hit.score, query


ROWS = (
    Article(id="a", title="Oil", body="Colored colours of the oilfield; Oil-\nmen run. Running!", source="Courier"),
    Article(id="b", title="Afghanistan", body="A woman and a man in Uzbekistan, oil", published=date(2016, 12, 14)),
    Article(id="c", title="Women", body="netanyahu NETANYAHU, Netanyahoo; presidnet", people=("Benjamin Netanyahu",)),
    Article(id="d", title="Rain", body="They don’t colour", people=("Conan O’Brien", "Angela Merkel")),
)  # fmt: skip
FOUND = {
    Pattern("oil", "prefix"): {"a": ["Oil", "oilfield", "Oil-\nmen"], "b": ["oil"]},
    Pattern("*stan", "wildcard"): {"b": ["Afghanistan", "Uzbekistan"]}, Pattern("zzz", "prefix"): {},
    Pattern("w?man", "wildcard"): {"b": ["woman"]}, Pattern("*ning", "wildcard"): {"a": ["Running"]},
    Pattern("colou?r(ed|s)", "regex"): {"a": ["Colored", "colours"]},
    Pattern("netanyahoo", "fuzzy", 2): {"c": ["netanyahu", "NETANYAHU", "Netanyahoo"]},
    Pattern("president", "fuzzy", 1): {"c": ["presidnet"]}, Pattern("don\u2019", "prefix"): {"d": ["don’t"]},
}  # fmt: skip
VALUES = {
    Pattern("netan", "prefix"): ["c"], Pattern("ben*hu", "wildcard"): ["c"], Pattern("merkle", "fuzzy", 1): ["d"],
    Pattern("netanyahoo", "fuzzy", 2): ["c"], Pattern("bri", "prefix"): ["d"], Pattern("*a*", "wildcard"): ["c", "d"],
    Pattern("(conan|angela) .*", "regex"): ["d"], Pattern("zzz", "prefix"): [],
}  # fmt: skip


@pytest.fixture
def news(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "news") as archive:
        for row in ROWS:
            archive.add(row, extract=False)
            archive.commit()
    return tmp_path / "news"


@pytest.mark.parametrize("use_index", [True, False])
def test_patterns_match_words_as_written(news: Path, use_index: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_archive(news, use_index=use_index) as archive:
        for pattern, found in FOUND.items():
            monkeypatch.setitem(globals(), "PATTERNS", (pattern,))
            results, marks = archive.search("(pat0)"), archive.highlighter("(pat0)").marks_in
            assert results.total == len(found), pattern
            assert {
                hit.id: [
                    text[start:end]
                    for field, text in (("title", hit.article.title), ("body", hit.article.body))
                    for start, end in marks(text, field)
                ]
                for hit in results.hits
            } == found
            assert all(hit.score > 0 for hit in results.hits)


@pytest.mark.parametrize("use_index", [True, False])
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("東京*", "abc"),
        ("*東京", "abc"),
        ("*東京*", "abc"),
        ('"に 東京*"', "b"),
        ("東?は", ""),
        ("東?大", "a"),
        ("大学* -東京abc*", "a"),
        ("東京abc*", "c"),
        ('people:"*"', "a"),
        ('title:東京* people:"* *"', "a"),
        ('source:"*" OR places:" * "', ""),
    ],
)
def test_a_star_stands_for_no_letters_too(query: str, ids: str, use_index: bool, tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(id="a", title="東京大学", body="x", people=("Angela Merkel",)), extract=False)
        archive.add(Article(id="b", title="x", body="に東京"), extract=False)
        archive.add(Article(id="c", title="x", body="東 京 東京abcd大学"), extract=False)
    with open_archive(tmp_path / "news", use_index=use_index) as archive:
        assert "".join(sorted(hit.id for hit in archive.search(query).hits)) == ids


@pytest.mark.parametrize("use_index", [True, False])
def test_patterns_match_values_and_their_words(news: Path, use_index: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_archive(news, use_index=use_index) as archive:
        for pattern, ids in VALUES.items():
            monkeypatch.setitem(globals(), "PATTERNS", (pattern,))
            assert sorted(hit.id for hit in archive.search("people:(pat0)").hits) == ids, pattern


def test_names_that_a_pattern_matches_are_marked_as_mentions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(
            Article(id="a", title="Rain", body="Benjamin Netanyahu met Angela Merkel in Paris. Netanyahu left.")
        )
    with open_archive(tmp_path / "news") as archive:
        for query, pattern, texts in (
            ("people:(pat0)", Pattern("netan", "prefix"), ["Benjamin Netanyahu", "Netanyahu"]),
            ("places:(pat0)", Pattern("pariz", "fuzzy", 1), ["Paris"]),
            ("source:(pat0) OR oil OR rain", Pattern("x", "prefix"), []),
        ):
            monkeypatch.setitem(globals(), "PATTERNS", (pattern,))
            (hit,) = archive.search(query).hits
            assert [each.text for each in hit.mentions] == texts, query


def test_what_is_no_pattern_or_stands_where_none_can_is_a_word(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_archive(news) as archive:
        for query, pattern, note in (
            ("(pat0)", Pattern("oil(", "regex"), "“/oil(/” is no pattern: “(” is not closed"),
            ("source:(pat0)", Pattern("courier{", "regex"), "searched as words"),
            ("published:(pat0)", Pattern("oil", "prefix"), "searched as words"),
            ("story:(pat0)", Pattern("oil", "prefix"), "ids of stories have no patterns"),
        ):
            monkeypatch.setitem(globals(), "PATTERNS", (pattern,))
            results = archive.search(query)
            assert any(note in each.message for each in results.notes), results.notes
            assert ("a" in [hit.id for hit in results.hits]) == (not query.startswith(("source", "story"))), query


def test_a_pattern_of_too_many_words_is_found_and_not_scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PATTERNS", (Pattern("w", "prefix"),))
    with Archive.create(tmp_path / "news") as archive:
        for part in range(3):
            words = " ".join(f"w{n}" for n in range(part * 400, part * 400 + 500))
            archive.add(Article(id=f"p{part}", body=f"{words} oil"), extract=False)
            archive.commit()
    with open_archive(tmp_path / "news") as archive:
        results = archive.search("(pat0) oil")
        assert results.total == 3
        assert [each.message for each in results.notes] == [
            "“w*” matches more than 1,024 words; every one is found, the score leaves it out"
        ]
        why = results.hits[0].explanation()
        assert why.value == results.hits[0].score > 0
        assert any("because it matches more than 1,024 words" in str(why) for _ in (0,))
    with Archive.open(tmp_path / "news") as archive:
        archive.delete("p1")
        archive.commit()
    with open_archive(tmp_path / "news") as archive:
        results = archive.search("(pat0) oil")
        assert (results.total, results.notes) == (2, ())


def test_the_past_has_its_own_words(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PATTERNS", (Pattern("*stan", "wildcard"),))
    with Archive.open(news) as archive:
        archive.add(replace(ROWS[1], title="Rain", body="Kazakhstan", updated=date(2020, 1, 1)), extract=False)
    with open_archive(news) as now, open_archive(news, as_of=date(2019, 1, 1)) as then:
        assert [hit.article.body for hit in now.search("(pat0)").hits] == ["Kazakhstan"]
        assert [hit.article.title for hit in then.search("(pat0)").hits] == ["Afghanistan"]

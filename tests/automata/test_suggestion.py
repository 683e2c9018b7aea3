"""What is suggested for a word or a name is what trying every known one gives."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article
from dateline.index.analysis.english import fold, fold_value, tokenize
from dateline.index.layout import INDEX
from dateline.searcher.automata.suggestion import nearest_words, suggest_names, suggest_words
from dateline.searcher.engine.snapshot import open_snapshot
from tests.laws.test_archive import archived, live_after
from tests.oracles.patterns import distance

pytestmark = pytest.mark.kernels

FORMS = ("oil", "Oil", "oils", "iol", "coil", "oilés", "oiler", "boiler", "Boilers", "spoiler", "ail", "a", "running")
NAMES = ("Benjamin Netanyahu", "Netanyahoo", "Ilham Aliyev", "Alyev", "Angela Merkel", "aliyev")
ARTICLES = st.builds(
    lambda number, words, people: Article(
        id=f"a{number}", body=" ".join(words), people=tuple(people), published=date(2016, 1, 1 + number)
    ),
    st.integers(0, 9), st.lists(st.sampled_from(FORMS), max_size=6), st.lists(st.sampled_from(NAMES), max_size=2),
)  # fmt: skip
STEPS = st.lists(st.lists(ARTICLES | st.sampled_from([f"a{n}" for n in range(9)]), max_size=9), min_size=1, max_size=3)
ASKED = st.sampled_from(("oil", "oill", "olier", "boilre", "rnning", "x", "", "Öilers", "spolier", "o" * 600))
ASKED_NAMES = st.sampled_from(("netanyahoo", "Aliyev", "alyiev", "angela merkle", "benjamin netanyahoo", "merkl", "zz"))


def best(wanted: str, known: Counter[str], distances: dict[str, int], limit: int) -> list[tuple[str, int]]:
    allowed = 2 if len(wanted) > 4 else 1
    near = [each for each in known if distances[each] <= allowed and fold_value(each) != wanted]
    near.sort(key=lambda each: (distances[each], fold_value(each)[:1] != wanted[:1], -known[each], each))
    return [(each, known[each]) for each in near[:limit]]


@settings(deadline=None, max_examples=40)
@given(STEPS, st.lists(ASKED, min_size=1, max_size=5), st.integers(1, 6))
def test_words_are_the_nearest_ones_that_most_articles_have(steps, asked, limit) -> None:
    known: Counter[str] = Counter()
    for article in live_after(steps).values():
        known.update({fold(form) for form, _, _ in tokenize(article.body)})
    with archived(steps) as path:
        snapshot = open_snapshot(path / INDEX)
        for word in asked:
            wanted = fold(word)
            distances = {each: distance(wanted, each) for each in known}
            assert suggest_words(word, snapshot.segments, limit) == best(wanted, known, distances, limit)
            assert nearest_words(word, known, limit) == best(wanted, known, distances, limit)
        snapshot.close()


@settings(deadline=None, max_examples=40)
@example([[Article(id="a0", people=("Ilham Aliyev", "Alyev"))]], ["Aliyev"], 1, True)
@given(STEPS, st.lists(ASKED_NAMES, min_size=1, max_size=5), st.integers(1, 6), st.booleans())
def test_so_are_names_as_a_whole_or_by_one_of_their_words(steps, asked, limit, by_word) -> None:
    known: Counter[str] = Counter()
    for article in live_after(steps).values():
        known.update({*article.people})
    with archived(steps) as path:
        snapshot = open_snapshot(path / INDEX)
        for name in asked:
            wanted = fold_value(name)
            parts = {each: [fold_value(each)] for each in known}
            if by_word and " " not in name:
                parts = {each: [fold_value(each), *fold_value(each).split()] for each in known}
            distances = {each: min(distance(wanted, part) for part in row) for each, row in parts.items()}
            found = suggest_names(name, snapshot.segments, "people", limit, by_word=by_word)
            assert found == best(wanted, known, distances, limit)
        snapshot.close()


def test_a_word_that_all_articles_lack_now_is_not_suggested(tmp_path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(id="1", body="zeppelin", people=("Ferdinand Zeppelin",)), extract=False)
        archive.add(Article(id="2", body="zeppelins zeppelins"), extract=False)
        archive.commit()
        archive.delete("1")
        archive.commit()
    snapshot = open_snapshot(tmp_path / "news" / INDEX)
    assert suggest_words("Zepelin", snapshot.segments) == [("zeppelins", 1)]
    assert suggest_names("Zepelin", snapshot.segments, "people") == []
    snapshot.close()

"""Values of the source that are a found one in another form are that value."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.entities.finder import Finder
from dateline.index.segment.field_values import keyword_values
from dateline.searcher import SearchArchive

BODY = "Treasury Secretary James Baker met Margaret Thatcher in London. Baker and President Reagan had agreed in Texas."


@pytest.mark.parametrize(
    ("field", "given", "value"),
    [
        ("places", "usa", "United States"),
        ("places", "uk", "United Kingdom"),
        ("places", "west-germany", "West Germany"),
        ("places", "hong-kong", "Hong Kong"),
        ("places", "London", "London"),
        ("places", "yemen-arab-republic", "yemen-arab-republic"),
        ("places", "congo", "congo"),
        ("places", "georgia", "georgia"),
        ("places", "Trading Floor", "Trading Floor"),
        ("people", "james-baker", "James Baker"),
        ("people", "reagan", "Reagan"),
        ("people", "Thatcher, Margaret", "Margaret Thatcher"),
        ("people", "Mrs Thatcher", "Margaret Thatcher"),
        ("people", "James A. Baker", "James A. Baker"),
        ("people", "howard-baker", "howard-baker"),
        ("people", "volcker", "volcker"),
    ],
)
def test_a_given_value_is_the_found_one_it_certainly_is(tmp_path: Path, field: str, given: str, value: str) -> None:
    article = Article(id="a", title="Talks", body=BODY, **{field: (given,)})  # type: ignore[arg-type]
    found = Finder(tmp_path).find(article)
    values = tuple(keyword_values(Article(id="a", body=BODY, mentions=found, **{field: (given,)}), field))  # type: ignore[arg-type]
    assert values[0] == value
    assert len(set(values)) == len(values)
    assert (given in values) == (given == value)


def test_a_person_who_is_named_by_surname_alone_is_the_given_one(tmp_path: Path) -> None:
    article = Article(id="a", title="Talks", body="Baker told reporters that talks went on.", people=("james-baker",))
    found = Finder(tmp_path).find(article)
    assert [person.name for person in found.people] == ["James Baker"]
    assert found.joined == (("people", "james-baker", "James Baker"),)


def test_a_value_given_before_is_joined_by_what_each_text_has(tmp_path: Path) -> None:
    finder = Finder(tmp_path)
    joined = [
        finder.find(Article(title="Talks", body=body, places=("georgia", "usa"))).joined
        for body in ("They met in Atlanta, Georgia.", "They met in Tbilisi, Georgia.", "They met.") * 2
    ]
    usa = ("places", "usa", "United States")
    assert joined[2] == (usa,)
    assert joined[:3] == joined[3:]
    assert len({*joined}) > 1


def test_both_forms_find_the_article_and_the_store_keeps_what_was_given(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "archive") as archive:
        archive.add(Article(id="a", title="Talks", body=BODY, places=("usa",), people=("james-baker",)))
        archive.commit()
    with SearchArchive(tmp_path / "archive") as archive:
        for query in ("places:usa", 'places:"United States"', "people:james-baker", 'people:"James Baker"'):
            assert [hit.id for hit in archive.search(query)] == ["a"]
        for name, value in (("places", "usa"), ("people", "james-baker"), ("people", "James Baker")):
            assert [hit.id for hit in archive.search("*", filters={name: value})] == ["a"]
        assert (archive.get("a").places, archive.get("a").people) == (("usa",), ("james-baker",))


def test_without_extraction_values_stay_as_given(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "archive") as archive:
        archive.add(Article(id="a", title="Talks", body=BODY, places=("usa",)), extract=False)
        archive.commit()
    with SearchArchive(tmp_path / "archive") as archive:
        counted = archive.search("*", facets=["places"]).facets["places"]
        assert [(each.value, each.count) for each in counted] == [("usa", 1)]

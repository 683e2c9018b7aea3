"""Short forms under the full names that came with an article."""

from __future__ import annotations

from pathlib import Path

from dateline.index import Archive, Article
from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.known_people import resolve_with_source_names
from dateline.searcher import open_archive


def person(name: str) -> PersonMention:
    return PersonMention(name, 0, len(name), name)


def test_a_surname_goes_to_the_one_given_name_that_has_it() -> None:
    given = ("Barack Obama", "Bill Clinton", "Hillary Clinton", "volcker", "Sefcovic, Maroš")
    found = [person(name) for name in ("Obama", "Clinton", "Michelle Obama", "Volcker", "Šefčovič", "Nobody")]
    names = [(each.text, each.name) for each in resolve_with_source_names(found, given)]
    assert names == [
        ("Obama", "Barack Obama"), ("Clinton", "Clinton"), ("Michelle Obama", "Michelle Obama"), ("Volcker", "Volcker"),
        ("Šefčovič", "Sefcovic, Maroš"), ("Nobody", "Nobody"),
    ]  # fmt: skip
    assert resolve_with_source_names(found, given)[0].reason == '"Obama" ← "Barack Obama", given with the article'
    assert resolve_with_source_names(found, ()) == tuple(found)


def test_a_name_in_small_letters_is_written_as_a_name() -> None:
    given = ("james-baker", "hugh-mcneil", "perez-de-cuellar", "volcker", "ann-lee", "bo-lee", "howard-k-stein")
    found = [person(name) for name in ("Baker", "McNeil", "Cuellar", "Volcker", "Lee", "Stein")]
    names = [each.name for each in resolve_with_source_names(found, given)]
    assert names == ["James Baker", "Hugh McNeil", "Cuellar", "Volcker", "Lee", "Stein"]
    for other in ("Howard Baker", "James Baker"):  # the text says which Baker it has, or leaves it open
        beside = [person("Baker"), person(other)]
        assert resolve_with_source_names(beside, given) == tuple(beside)


def test_an_archive_resolves_by_what_the_source_gave(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(id="1", body="In Washington President Obama praised the accord.", people=("Barack Obama",)))
    with open_archive(tmp_path / "news") as archive:
        results = archive.search("people:obama", facets=["people"])
        assert [(each.value, each.count) for each in results.facets["people"]] == [("Barack Obama", 1)]
        assert results.hits[0].snippet("[", "]") == "In Washington President [Obama] praised the accord."

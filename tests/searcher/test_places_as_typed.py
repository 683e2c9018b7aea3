"""Places as reporters type them, where the gazetteer has no such name."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.entities.authority.edits import alias
from dateline.searcher import SearchArchive, open_archive

ARTICLES = [
    Article(id="nyc", body="It rained in New York City on Monday."),
    Article(id="albany", body="Albany, New York, was calm."),
    Article(id="seattle", body="Seattle, Washington, was calm."),
    Article(id="capital", body="Officials in Washington, D.C., met on Monday."),
    Article(id="angeles", body="Los Angeles was calm, and so was Sacramento, Calif."),
    Article(id="gulf", body="Tankers crossed the Persian Gulf on Monday."),
    Article(id="town", body="It rained in St Helens, England, on Monday."),
    Article(id="paulo", body="Traders in Sao Paulo, Brazil, sold coffee."),
    Article(id="usa", body="The United States sold wheat."),
    Article(id="thai", body="Traders in Bangkok, Thailand, sold rice."),
]


@pytest.mark.parametrize(
    ("value", "found", "read"),
    [
        ("NYC", {"nyc"}, "New York"),
        ("N.Y.C.", {"nyc"}, None),
        ("New York State", {"albany", "nyc"}, "New York, United States"),
        ("the state of New York", {"albany", "nyc"}, "New York, United States"),
        ("Washington State", {"seattle"}, "Washington, United States"),
        ("DC", {"capital"}, "Washington, D.C."),
        ("LA", {"angeles"}, "Los Angeles"),
        ("Calif.", {"angeles"}, "California"),
        ("Wash.", {"seattle"}, "Washington, United States"),
        ("the Persian Gulf", {"gulf"}, "Persian Gulf"),
        ("the United States", {"albany", "nyc", "seattle", "capital", "angeles", "usa"}, "United States"),
        ("city of Los Angeles", {"angeles"}, "Los Angeles"),
        ("St. Helens, England", {"town"}, None),
        ("St Helens, England", {"town"}, None),
        ("Sao Paulo", {"paulo"}, None),
        ("Sao Paolo", {"paulo"}, None),  # a further name of the state alone
        ("the Nowhere", set(), None),
        ("Nowhere State", set(), None),
        ("state of", set(), None),
        ("XQZ", set(), None),
    ],
)
def test_a_place_is_found_as_it_is_typed(archive: SearchArchive, value: str, found: set[str], read: str | None) -> None:
    results = archive.search(f'places:"{value}"')
    assert {hit.id for hit in results.hits} == found
    assert {hit.id for hit in archive.search("*", filters={"places": value}).hits} == found
    if read is not None:
        (note,) = results.notes
        assert note.message.startswith((f"“{value}” is read as {read}", f"“{value}” means {read}, named in"))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Windy City", ["“Windy City” means Chicago"]),  # in an empty answer, too
        ("Big Apple", ["“Big Apple” means New York"]),
        ("America", ["“America” means United States"]),
        ("siam", ["“siam” means Thailand"]),
        ("U.S.A.", []),
        ("usa", []),
        ("United States of America", []),
        ("new york city", []),
    ],
)
def test_a_note_says_which_place_another_name_means(archive: SearchArchive, value: str, told: list[str]) -> None:
    notes = [note.message.partition(",")[0] for note in archive.search(f'places:"{value}"').notes]
    assert notes == told


def test_a_further_name_means_what_the_archive_names(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as made:
        made.add(Article(id="sf", body="Traders in San Francisco, Calif., sold oil."))
    with open_archive(tmp_path / "news") as archive:
        results = archive.search("places:frisco")  # the gazetteer has a Frisco in Texas
        assert [hit.id for hit in results.hits] == ["sf"]
        assert results.notes[0].message.startswith("“frisco” means San Francisco")


def test_a_region_that_a_facet_lists_is_found_by_its_label(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as made:
        made.add(Article(id="k", body="Officials met in Kurunegala, Sri Lanka, on Monday."))
    with open_archive(tmp_path / "news") as archive:
        (region,) = [each.value for each in archive.search("*", facets=["places:region"]).facets["places:region"]]
        assert (region, archive.search("*", filters={"places": region}).total) == ("North Western", 1)


def test_a_name_of_the_authority_file_is_read_as_typed(archive: SearchArchive) -> None:
    alias(archive.path, "places", "Los Angeles", "NYC")
    archive.refresh()
    results = archive.search("places:NYC")
    assert ([hit.id for hit in results.hits], results.notes) == (["angeles"], ())

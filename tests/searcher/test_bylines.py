"""``byline:`` finds who wrote an article; archives made without the field say how to add it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index import Archive, Article, Field, FieldTable
from dateline.index.errors import FieldError
from dateline.index.fields import DEFAULT_FIELDS
from dateline.searcher import open_archive

ARTICLES = [
    Article(id="both", title="Oil", body="Oil rose.", byline="By Ailsa Grant and TOM REID, Reuters"),
    Article(id="tom", title="Gas", body="The author spoke of gas.", byline="Tom Reid, Staff Writer"),
    Article(id="house", title="Rain", body="It rained.", byline="Reuters"),
    Article(id="nobody", title="Sun", body="The sun shone; the byline was short."),
]
BEFORE = FieldTable(row for row in DEFAULT_FIELDS if row.name != "byline")
HOW = "`dateline rebuild --keyword byline` adds"


def made(path: Path, fields: FieldTable | None = None, **options) -> Path:
    with Archive.create(path, fields=fields, **options) as archive:
        archive.add_many(ARTICLES, extract=False)
    return path


@pytest.mark.parametrize("use_index", [True, False])
def test_people_in_bylines_are_found_and_counted(tmp_path: Path, use_index: bool) -> None:
    with open_archive(made(tmp_path / "news"), use_index=use_index) as archive:

        def found(query: str, **options) -> set[str]:
            return {hit.id for hit in archive.search(query, **options).hits}

        assert found("author:reid") == found('byline:"tom reid"') == found("byline:re*d") == {"both", "tom"}
        assert found("byline:ailsa") == {"both"}
        assert found("-author:reid") == {"house", "nobody"}
        assert found("missing:byline") == {"nobody"}
        assert found("byline:reuters") == {"house"}  # beside names, the agency is no author
        pasted = ARTICLES[0].byline
        assert found(f'byline:"{pasted}"') == found("*", filters={"byline": pasted}) == {"both"}
        assert found("*", filters={"author": "TOM REID"}) == {"both", "tom"}
        assert found("*", filters={"byline": "Reid"}) == set()  # a filter takes the whole value
        (counts,) = archive.search("*", facets=["byline"]).facets.values()
        assert {each.value: each.count for each in counts} == {"Tom Reid": 2, "Ailsa Grant": 1, "Reuters": 1, None: 1}
        assert archive.get("both").byline == pasted


@pytest.mark.parametrize("use_index", [True, False])
def test_initials_of_an_author_stand_for_names_written_out(tmp_path: Path, use_index: bool) -> None:
    with Archive.open(made(tmp_path / "news")) as archive:
        archive.add(Article(id="initials", body="Coal.", byline="Mo Lee and J. K. Rowling"), extract=False)
    with open_archive(tmp_path / "news", use_index=use_index) as archive:
        both = archive.search('author:"T. Reid" -gas')
        assert [hit.id for hit in both.hits] == ["both"]
        read = "“T. Reid” is read as Tom Reid (2): no article has the name as typed"
        assert [note.message for note in both.notes] == [read]
        as_typed = archive.search('author:"J. K. Rowling"')
        assert ([hit.id for hit in as_typed.hits], as_typed.notes) == (["initials"], ())
        nobody = archive.search('author:"X. Reid"')
        assert (nobody.total, nobody.notes) == (0, ())


def test_an_agency_that_is_looked_for_among_authors_has_a_note(tmp_path: Path) -> None:
    with Archive.open(made(tmp_path / "news")) as archive:  # as readers of files give it
        archive.add(Article(id="wire", body="Coal.", byline="Mo Lee, Reuters", extra={"agency": "Reuters"}))
    with open_archive(tmp_path / "news") as archive:
        assert [hit.id for hit in archive.search("agency:Reuters -author:reuters").hits] == ["wire"]
        (note,) = archive.search("author:reuters", strict=True).notes
        assert note.message == 'byline holds people; an agency beside a name is in its own field: "agency:Reuters"'
        assert archive.search("author:grant").notes == archive.search("author:ap").notes == ()


def test_an_agency_that_bylines_have_themselves_has_no_note(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(id="alone", title="Oil", body="Oil rose.", byline="Associated Press"))
    with open_archive(tmp_path / "news") as archive:
        results = archive.search('author:"Associated Press"')
        assert ([hit.id for hit in results.hits], results.notes) == (["alone"], ())
        assert archive.search("author:reuters").notes


@pytest.mark.parametrize("use_index", [True, False])
def test_an_archive_made_before_says_how_to_add_the_field(tmp_path: Path, use_index: bool) -> None:
    with open_archive(made(tmp_path / "news", BEFORE), use_index=use_index) as archive:
        results = archive.search("author:spoke")
        how = f"{HOW} the field byline, if the articles have it"
        message = f'there is no field "author" in this archive; searched as words; {how}'
        assert [note.message for note in results.notes][:1] == [message]
        assert {hit.id for hit in archive.search("byline:short").hits} == set()
        for call in ({"facets": ["byline"]}, {"filters": {"byline": "x"}}):
            with pytest.raises(FieldError, match=f"{HOW} it"):
                archive.search("*", **call)


@pytest.mark.parametrize("options", [{}, {"keywords": ["byline"]}])
def test_a_rebuild_adds_the_field(tmp_path: Path, options) -> None:
    path = made(tmp_path / "news", BEFORE, keywords=["desk"])
    Archive.rebuild(path, **options)
    with open_archive(path) as archive:
        assert archive.search("author:reid").total == 2
        assert set(archive.fields) == {*DEFAULT_FIELDS, Field("desk", "keyword", help="declared by the user")}
    assert list(BEFORE.with_later_rows()) == list(DEFAULT_FIELDS)


def test_a_rebuild_leaves_tables_of_ones_own_and_names_that_are_taken(tmp_path: Path) -> None:
    own = FieldTable([Field("body", "text", bare=True), Field("byline", "keyword")])
    few = FieldTable([Field("body", "text", bare=True)])
    assert (own.with_later_rows(), few.with_later_rows()) == (own, few)
    path = made(tmp_path / "news", BEFORE.with_keywords(["author"]))
    Archive.rebuild(path)
    with open_archive(path) as archive:
        assert archive.search("byline:reid").total == 2
        assert archive.fields.get("author") == Field("author", "keyword", help="declared by the user")

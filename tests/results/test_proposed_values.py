"""What an empty answer proposes for values: the commonest similar one, names in order, lists as alternatives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, SearchRequest, open_archive
from dateline.searcher.results.diagnosis import Diagnosis


@pytest.fixture(scope="module", params=[True, False], ids=["index", "scan"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchArchive]:
    path: Path = tmp_path_factory.mktemp("values") / "news"
    with Archive.create(path) as made:
        for number in range(3):
            made.add(Article(id=f"a{number}", body=f"Oil {number}.", people=("James Baker",), topics=("crude",)))
        made.add(
            Article(
                id="b",
                body="Gas.",
                people=("Jane Bakr",),
                topics=("nat-gas",),
                byline="Ailsa Grant",
                places=("Leeds",),
                published=date(2016, 12, 14),
            )
        )
        made.add(Article(id="c", body="Oil and gas.", people=("Reagan",), topics=("crude oil",)))
        made.add(Article(id="d", body="Gas and rain.", people=("Reaan",), topics=("rain",)))
    with open_archive(path, use_index=request.param) as opened:
        yield opened


def diagnosed(archive: SearchArchive, query: str, **options: object) -> Diagnosis:
    found = archive.search(SearchRequest(query, match="all", **options)).diagnosis  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("query", "changed", "total"),
    [
        ('people:"Baker James"', 'people:"James Baker"', 3),
        ('oil people:"baker james"', 'oil people:"james baker"', 3),
        ('byline:"Grant Ailsa"', 'byline:"Ailsa Grant"', 1),
        ("topics:crude,nat-gas", "topics:(crude OR nat-gas)", 4),
        ('topics:"crude oil, rain"', 'topics:("crude oil" OR rain)', 2),
        ("gas people:Baker,Reagan", "gas people:(Baker OR Reagan)", 1),
    ],
)
def test_a_value_is_proposed_as_it_can_be_typed(archive: SearchArchive, query: str, changed: str, total: int) -> None:
    found = diagnosed(archive, query)
    assert found.change is not None
    assert (found.change.request.query, found.change.total) == (changed, total)
    assert archive.search(changed, match="all").total == total
    assert found.missing[0].similar[0].text in changed


@pytest.mark.parametrize(
    ("query", "changed", "total", "change"),
    [
        ("oil pre/3 gas", "oil ADJ/3 gas", 1, "ADJ/3 instead of pre/3"),
        ("oil NEAR5 gas", "oil NEAR/5 gas", 1, "NEAR/5 instead of NEAR5"),
        ("people=reagan", "people:reagan", 1, "people:reagan instead of people=reagan"),
        ("gas places:city=Leeds", "gas places:Leeds", 1, "places:Leeds instead of places:city=Leeds"),
        ('places:city:"Leeds"', 'places:"Leeds"', 1, 'places:"Leeds" instead of places:city:"Leeds"'),
        ("published:year=2016", "published:2016", 1, "published:2016 instead of published:year=2016"),
        ("topics=crude", "topics:crude", 3, "topics:crude instead of topics=crude"),
        ("SUBJECT(rain)", "topics:(rain)", 1, "topics:(rain) instead of SUBJECT(rain)"),
        ('subject:"crude oil"', 'topics:"crude oil"', 1, 'topics:"crude oil" instead of subject:"crude oil"'),
        ("company:rain", "rain", 1, "rain instead of company:rain"),
        ("company:rain gas", "rain gas", 1, "rain instead of company:rain"),
        ('inurl:"gas and rain"', '"gas and rain"', 1, '"gas and rain" instead of inurl:"gas and rain"'),
        ("-gas ti:oil", "-gas oil", 3, "oil instead of ti:oil"),
        ("gas || zzz", "gas OR zzz", 3, "OR instead of ||"),
        ("topics: crude oil", "topics:crude oil", 3, "topics:crude instead of topics: crude"),
        ('topics: "crude oil"', 'topics:"crude oil"', 1, 'topics:"crude oil" instead of topics: "crude oil"'),
        ("body: (gas AND rain)", "body:(gas AND rain)", 1, "body:(gas AND rain) instead of body: (gas AND rain)"),
        ("by:ailsa gas", "byline:ailsa gas", 1, "byline:ailsa instead of by:ailsa"),
        ("NEAR(oil gas, 5)", "oil NEAR/5 gas", 1, "oil NEAR/5 gas instead of NEAR(oil gas, 5)"),
        ("SU.EXACT(rain)", "topics:(rain)", 1, "topics:(rain) instead of SU.EXACT(rain)"),
    ],
)
def test_the_first_change_is_what_a_note_says_to_type(
    archive: SearchArchive, query: str, changed: str, total: int, change: str
) -> None:
    found = diagnosed(archive, query).change
    assert found is not None
    assert (found.request.query, found.total, found.changes) == (changed, total, (change,))
    assert archive.search(changed, match="all").total == total


@pytest.mark.parametrize(
    ("query", "changed", "total"),
    [
        ("topics:rainn people:Reean gas", 'topics:"rain" people:reaan gas', 1),
        ("topics:rainn people:Reean topics:rainnn gas", 'topics:"rain" people:reaan topics:"rain" gas', 1),
        ("subject:rain who:reaan gas", "topics:rain people:reaan gas", 1),
    ],
)
def test_several_corrections_come_before_leaving_out(
    archive: SearchArchive, query: str, changed: str, total: int
) -> None:
    found = diagnosed(archive, query).change
    assert found is not None
    assert (found.request.query, found.total) == (changed, total)
    assert archive.search(changed, match="all").total == total


@pytest.mark.parametrize("query", ["oil pre/3 gas", "oil near5 rain", "people=reagan", "HLEAD(zzz)"])
def test_no_lookalike_is_proposed_for_what_has_a_note(archive: SearchArchive, query: str) -> None:
    allowed = {"people:reagan"}
    assert {each.text for word in diagnosed(archive, query).missing for each in word.similar} <= allowed


@pytest.mark.parametrize(
    ("query", "changed", "total"),
    [
        ("topics:crude nat-gas", "topics:(crude OR nat-gas)", 4),
        ("oil topics:crude nat-gas", "oil topics:(crude OR nat-gas)", 3),
    ],
)
def test_a_word_that_is_a_value_of_the_field_before_it_is_proposed_as_one(
    archive: SearchArchive, query: str, changed: str, total: int
) -> None:
    found = diagnosed(archive, query)
    assert found.change is not None
    assert (found.change.request.query, found.change.total) == (changed, total)
    assert archive.search(changed, match="all").total == total
    assert [each.text for each in found.missing[0].similar][:1] == ["topics:nat-gas"]


@pytest.mark.parametrize("query", ["J. Baker", "J Baker"])
def test_a_name_with_initials_is_proposed_as_the_person(archive: SearchArchive, query: str) -> None:
    found = diagnosed(archive, query)
    assert found.change is not None
    assert (found.change.request.query, found.change.total) == (f'people:"{query}"', 3)
    assert archive.search(found.change.request.query).total == 3


@pytest.mark.parametrize("query", ["id:99999", "id:zz*", "story:99999", "oil id:99999"])
def test_an_unknown_id_has_a_note_alone(archive: SearchArchive, query: str) -> None:
    found = archive.search(query, match="all")
    assert [each.message.startswith("no article has ") for each in found.notes] == [True]
    assert found.diagnosis is not None
    assert not found.diagnosis.missing


@pytest.mark.parametrize("query", ["topics:crude,zzz", "topics:a,b,c,d,e,f", "title:oil,zzz"])
def test_a_list_with_unknown_values_is_not(archive: SearchArchive, query: str) -> None:
    assert not [each for word in diagnosed(archive, query).missing for each in word.similar if " OR " in each.text]


def test_a_similar_value_of_a_filter_comes_before_the_query_without_it(archive: SearchArchive) -> None:
    found = diagnosed(archive, "oil", filters={"people": "Reagn"})
    assert [each.text for each in found.missing[0].similar] == ["--filter people=reaan", "--filter people=reagan"]
    assert found.change is not None
    assert found.change.changes == ("--filter people=reagan instead of --filter people=Reagn",)
    assert (found.change.request.filters, found.change.total) == ((("people", "reagan"),), 1)


@pytest.mark.parametrize(
    ("query", "typed", "written"),
    [
        ('"oil * gas"', "*", '"oil gas"~1'),
        ('"oil ? * gas"', "?", '"oil gas"~2'),
        ('title:"oil* * gas"~2', "*", '"oil* gas"~3'),
    ],
)
def test_a_wildcard_alone_in_a_phrase_has_a_note(archive: SearchArchive, query: str, typed: str, written: str) -> None:
    said = f"“{typed}” alone in a phrase stands for no word; left out; for words between others write {written}"
    assert said in [each.message for each in archive.search(query).notes]


@pytest.mark.parametrize("query", ['"oil and ?"', '"oil gas"', '"oil* gas"', '"***"', 'topics:"crude *"', '"who won?"'])
def test_other_phrases_have_none(archive: SearchArchive, query: str) -> None:
    assert not [each for each in archive.search(query).notes if "stands for no word" in each.message]


@pytest.mark.parametrize(
    ("value", "noted"),
    [("1987-10-20T15:56", True), ("1987-10-20 15:56:02Z", True), ("1987-10-20", False), ("20 October 1987", False)],
)
def test_the_time_of_a_day_has_a_note(archive: SearchArchive, value: str, noted: bool) -> None:
    message = f"“{value}” has a time of day; the whole day is meant"
    for query in (f'published:"{value}"', f'published:>="{value}"'):
        assert (message in [each.message for each in archive.search(query).notes]) == noted
    filtered = archive.search("oil", filters={"published": value}).notes
    assert (f"the filter on published: {message}" in [each.message for each in filtered]) == noted


@pytest.mark.parametrize(
    ("query", "change", "total"),
    [
        ("==OIL", "=OIL instead of ==OIL", 4),
        ("=oils", "oils instead of =oils", 4),
        ('topics:"nat gas"', 'topics:nat-gas instead of topics:"nat gas"', 1),
        ("oil NEAR/1 zeppelin", "oil instead of oil NEAR/1 zeppelin", 4),
        ("zeppelin SENT gas", "gas instead of zeppelin SENT gas", 3),
        ('"and raim"', '"and rain" instead of "and raim"', 1),
        ('body:"gas raim"~2', 'body:"gas rain"~2 instead of body:"gas raim"~2', 1),
        ('gas "and raim"', '"and rain" instead of "and raim"', 1),
    ],
)
def test_what_asks_for_less_of_a_word_or_a_value_is_proposed(
    archive: SearchArchive, query: str, change: str, total: int
) -> None:
    found = diagnosed(archive, query).change
    assert found is not None
    assert (found.changes, found.total) == ((change,), total)
    assert archive.search(found.request).total == total


def test_an_empty_query_says_what_finds_every_article(archive: SearchArchive) -> None:
    for query in ("", "  "):
        assert [each.message for each in archive.search(query).notes] == [
            "nothing is searched; “*” finds every article"
        ]
        assert archive.search(query, strict=True).total == 0


def test_small_operators_are_proposed_together(archive: SearchArchive) -> None:
    found = diagnosed(archive, "(gas or crude) and rain").change
    assert found is not None
    assert (found.request.query, found.total) == ("(gas OR crude) AND rain", 1)
    assert found.changes == ("(gas OR crude) instead of (gas or crude)", "AND instead of and")

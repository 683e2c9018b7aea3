"""Why an answer has no article: counts of its clauses, words that no article has, the smallest change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, SearchRequest, open_archive
from dateline.searcher.render.diagnosis import diagnosis_text
from dateline.searcher.results import diagnosis
from tests.strategies import queries

TODAY = date(2016, 12, 14)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchArchive]:
    path = tmp_path_factory.mktemp("diagnosis") / "news"
    with Archive.create(path) as made:
        day = date(2016, 5, 1)
        made.add(Article(id="a", title="Oil price", body="The price of oil rose.", published=day, source="Courier"))
        made.add(Article(id="b", title="Gas", body="Gas and oil fell.", people=("Ilham Aliyev",), published=day))
        made.add(Article(id="c", title="Zeppelin", body="A zeppelin rose.", places=("Azerbaijan",), source="Post"))
    with open_archive(path) as opened:
        yield opened


def diagnosed(archive: SearchArchive, query: str, **options: object) -> diagnosis.Diagnosis:
    found = archive.search(SearchRequest(query, match="all", **options)).diagnosis  # type: ignore[arg-type]
    assert found is not None
    return found


def test_an_answer_with_articles_has_none(archive: SearchArchive) -> None:
    assert archive.search("oil").diagnosis is None
    assert archive.search("oil", limit=0).diagnosis is None
    assert archive.search("oil gas", sort="newest").diagnosis is None


def test_each_clause_has_the_count_that_it_has_alone_and_its_place(archive: SearchArchive) -> None:
    found = diagnosed(archive, 'oil zeppelin -gas title:price "oil rose"', filters={"source": "Post"})
    assert [(each.text, each.count) for each in found.clauses] == [
        ("oil", 2),
        ("zeppelin", 1),
        ("-gas", 2),
        ("title:price", 1),
        ('"oil rose"', 1),
        ("--filter source=Post", 1),
    ]
    assert [(each.start, each.end) for each in found.clauses[:2]] == [(0, 3), (4, 12)]


def test_a_word_with_wildcards_in_a_phrase_keeps_them(archive: SearchArchive) -> None:
    assert [each.text for each in diagnosed(archive, 'qqq "oil pric*"').missing] == ["qqq"]
    assert [each.text for each in diagnosed(archive, '"oil qqq*"').missing] == ["qqq*"]


@pytest.mark.parametrize(
    ("query", "change", "total"),
    [
        ("oil zeppelin", "without zeppelin", 2),
        ('"oil price"', None, 0),
        ('"price oil"', 'price oil instead of "price oil"', 1),
        ("body:price body:azerbaijan", "without body:azerbaijan", 1),
        ("=OIL", None, 0),
        ("==OIL", "=OIL instead of ==OIL", 2),
        ("people:alyev", "people:aliyev instead of people:alyev", 1),
        ("azerbaijn rose", 'places:"Azerbaijan" instead of azerbaijn', 1),
        ("azerbaijn zeppelin", 'places:"Azerbaijan" instead of azerbaijn', 1),
        ("oil published:2020", "without published:2020", 2),
        ("zzz qqq oil", "without zzz, without qqq", 2),
        ("zzz qqq xxx oil -gas", "without zzz, without qqq, without xxx", 1),
        ("zzz", "", 0),
        ("zzz OR qqq", "", 0),
    ],
)
def test_the_smallest_change_with_the_most_articles_is_found(
    archive: SearchArchive, query: str, change: str | None, total: int
) -> None:
    if change is None:
        assert archive.search(query, match="all").diagnosis is None
        return
    found = diagnosed(archive, query).change
    assert (", ".join(found.changes), found.total) == (change, total) if found else not change


def test_words_that_no_article_has_are_told_with_their_places(archive: SearchArchive) -> None:
    found = diagnosed(archive, 'oil "zepelin fell" -qqq people:merkel')
    places = [(each.text, each.start, each.end) for each in found.missing]
    assert places == [("zepelin", 4, 18), ("people:merkel", 31, 37)]


def test_similar_words_come_from_the_function_that_is_given(archive: SearchArchive) -> None:
    request = SearchRequest("zepelin rose", match="all")
    found = diagnosis.diagnose(archive._open_view(), request, lambda word, field: ["zeppelin", "zzz"])
    assert found.missing[0].similar == (diagnosis.Similar("zeppelin", 1),)
    single = diagnosis.diagnose(archive._open_view(), SearchRequest("zepelin"), lambda word, field: ["zeppelin"])
    assert single.change is not None
    assert (single.change.request.query, single.change.total) == ("zeppelin", 1)


def test_a_filter_can_be_the_change(archive: SearchArchive) -> None:
    found = diagnosed(archive, "oil", filters=[("source", "Post")]).change
    assert found is not None
    assert (found.request.filters, found.changes) == ((), ("without --filter source=Post",))


@pytest.mark.parametrize(
    ("name", "value", "similar"),
    [
        ("places", "Azerbaijn", ("--filter places=Azerbaijan", 1)),
        ("people", "Ilham Alyev", ("--filter people=Ilham Aliyev", 1)),
        ("people", "President Ilham Alyev", ("--filter people=Ilham Aliyev", 1)),
        ("source", "Curier", ("--filter source=Courier", 1)),
        ("source", "Nothing like it", None),
    ],
)
def test_values_similar_to_that_of_a_filter_are_named(
    archive: SearchArchive, name: str, value: str, similar: tuple[str, int] | None
) -> None:
    found = diagnosed(archive, "*", filters=[(name, value)])
    (missing,) = found.missing
    assert missing.text == f"--filter {name}={value}"
    assert [(each.text, each.count) for each in missing.similar] == ([similar] if similar else [])
    if similar:
        assert found.change is not None
        assert found.change.changes == (f"{similar[0]} instead of {missing.text}",)
        assert archive.search(found.change.request).total == 1


def test_a_name_with_a_title_is_compared_without_it(archive: SearchArchive) -> None:
    for typed in ('people:"President Ilham Alyev"', 'people:"Alyev, Ilham"'):
        (missing,) = diagnosed(archive, typed).missing
        assert missing.similar[0].text == 'people:"Ilham Aliyev"', typed


def test_a_date_that_counts_from_today_is_counted_from_the_last_day_of_the_archive(archive: SearchArchive) -> None:
    found = diagnosed(archive, "oil published:today", today=TODAY).change
    assert found is not None
    assert (found.request.query, found.total) == ("oil published:2016-05-01", 2)
    assert found.changes == ("published:2016-05-01 instead of published:today",)
    found = diagnosed(archive, "oil published:2016-12", today=TODAY).change  # counts from no day
    assert found is not None
    assert found.changes == ("without published:2016-12",)


def test_the_days_that_a_date_counts_from_another_day_are_a_range(archive: SearchArchive) -> None:
    last = archive._open_view().engine.days("published")
    assert last is not None
    found = diagnosed(archive, 'published:"this week"', today=TODAY).change
    assert found is not None
    first = last[1] - timedelta(days=last[1].weekday())
    assert found.request.query == f"published:{first}..{first + timedelta(days=6)}"
    assert archive.search(found.request).total == found.total > 0
    for query in ('published:"next week"', "published:1999"):  # the words of a date mean nothing one by one
        change = diagnosed(archive, query, today=TODAY).change
        assert change is None or ("1999" not in change.request.query and "week" not in change.request.query)


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("price NEAR/1 zeppelin", ["price", "zeppelin"]),
        ("3 OF (oil zeppelin price)", ["oil", "zeppelin", "price"]),
        ('"price zeppelin oil"', ["price", "zeppelin", "oil"]),
        ('"zepp* oil"', ['"zepp* oil"']),
    ],
)
def test_what_one_operator_puts_together_is_counted(archive: SearchArchive, query: str, parts: list[str]) -> None:
    found = diagnosed(archive, query)
    assert [each.text for each in found.clauses] == parts
    for each in found.clauses:
        assert archive.search(each.text).total == each.count


def test_words_that_gave_way_have_reasons(archive: SearchArchive) -> None:
    for options in ({}, {"closeness": True}):  # the way of plain words, and that of all other queries
        results = archive.search("oil zepelin", **options)
        assert (results.loosened, results.total) == (True, 2)
        assert results.diagnosis is not None
        assert [word.text for word in results.diagnosis.missing] == ["zepelin"]
        assert results.diagnosis.missing[0].similar[0].text == "zeppelin"
    assert not archive.search("oil price").loosened
    assert not archive.search("oil zepelin", match="any").loosened


def test_a_misspelt_field_is_set_right(archive: SearchArchive) -> None:
    found = diagnosed(archive, "sorce:courier")
    assert [(each.text, each.count) for each in found.missing[0].similar] == [("source:courier", 1)]
    assert found.change is not None
    assert found.change.request.query == "source:courier"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("since:2016", "published:>=2016"), ("After:2016-01", "published:>=2016-01"), ("before:2030", "published:<2030")],
)
def test_a_bound_as_other_programs_have_it_stays_a_bound(archive: SearchArchive, typed: str, meant: str) -> None:
    found = diagnosed(archive, typed)
    assert [each.text for each in found.missing[0].similar] == [meant]
    assert f'did you mean "{meant[:10]}' in archive.search(typed).notes[0].message


def test_long_queries_are_diagnosed_in_part(archive: SearchArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    engine = archive._open_view().engine
    total = type(engine).total
    monkeypatch.setattr(type(engine), "total", lambda self, tree: counts.append(tree) or total(self, tree))
    found = diagnosed(archive, " ".join(f"zzz{number}" for number in range(300)))
    assert not found.complete
    assert len(found.clauses) == diagnosis.MOST_CLAUSES
    assert len(counts) <= 2 * diagnosis.MOST_COUNTS + 10


@given(queries())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_are_those_of_searches(archive: SearchArchive, query: str) -> None:
    request = SearchRequest(query, today=TODAY)
    found = archive.search(request).diagnosis
    if found is None:
        return
    for each in found.clauses:
        assert each.count == archive.search(each.text, today=TODAY).total
    for word in found.missing:
        assert archive.search(word.text, today=TODAY).total == 0
    if found.change is not None:
        assert 0 < found.change.total == archive.search(found.change.request).total


@pytest.mark.parametrize(
    ("id", "typed"),
    [
        ("hc-2016-12-14", "id:hc-2016-12-14"),
        ("https://example.org/a?b=1", "id:https://example.org/a?b=1"),
        ("x..7", "id:(x..7)"),
    ],
)
@pytest.mark.parametrize("plain", [False, True])
def test_an_id_alone_is_proposed_with_its_field(tmp_path: Path, id: str, typed: str, plain: bool) -> None:
    with Archive.create(tmp_path / "news") as made:
        made.add(Article(id=id, title="Oil", body="Oil rose."))
    with open_archive(tmp_path / "news") as archive:
        found = archive.search(id, plain=plain).diagnosis
        assert found is not None
        assert [(each.text, each.count) for each in found.missing[0].similar] == [(typed, 1)]
        assert found.change is not None
        assert (found.change.request.query, found.change.total) == (typed, 1)
        assert [hit.id for hit in archive.search(found.change.request)] == [id]


def test_a_change_of_plain_text_is_a_query_in_which_text_stays_text(archive: SearchArchive) -> None:
    found = diagnosed(archive, "oil -rose zzzz", plain=True).change
    assert found is not None
    assert found.request.query == 'oil "-rose"'
    assert archive.search(found.request).total == found.total


def test_plain_text_that_is_a_query_is_proposed_as_one(archive: SearchArchive) -> None:
    found = diagnosed(archive, "people:aliyev", plain=True)
    assert found.change is not None
    assert (found.change.request.query, found.change.request.plain) == ("people:aliyev", False)
    assert (found.change.changes, found.change.total) == (("the same query without --plain",), 1)
    assert all(each.text != "people:aliyev" for word in found.missing for each in word.similar)


@given(queries() | st.sampled_from(("zepelin rose", "oil priec", "azerbaijn gaz", "zeppelln", "ooil gass")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_without_the_index_it_is_the_same(archive: SearchArchive, scanned: SearchArchive, query: str) -> None:
    assert scanned.search(query, today=TODAY).diagnosis == archive.search(query, today=TODAY).diagnosis


@pytest.fixture(scope="module")
def scanned(archive: SearchArchive) -> Iterator[SearchArchive]:
    with open_archive(archive.path, use_index=False) as opened:
        yield opened


TEXT = "The minister spoke at length about the price of oil, gas and coal in the harbours of the north this week."


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchArchive]:
    path = tmp_path_factory.mktemp("named") / "news"
    with Archive.create(path) as made:
        for number in range(3):  # one story
            made.add(Article(id=f"s{number}", title="Oil", body=TEXT, places=("Ivory Coast", "Strait of Hormuz")))
        people = ("James Baker", "Howard Baker", "John MacGregor", "Brian Mulroney", "Lee Iacocca III", "William Hodes")
        made.add(Article(id="p", body="John met Bryan.", people=people, places=("Fargo", "Israel", "Kenya")))
        made.add(
            Article(id="q", body="McGregor in Zurich.", people=("William Rhodes",), places=("Iran", "Zurich", "Mbeya"))
        )
        made.add(Article(id="r", body="Olympia.", people=("William Rhodes",), places=("Washington, United States",)))
    with open_archive(path) as opened:
        yield opened


def test_what_the_answer_counts_is_counted(named: SearchArchive) -> None:
    found = diagnosed(named, "coal zzz", count_by="story")
    assert [each.count for each in found.clauses] == [1, 0]
    assert found.change is not None
    assert (found.change.total, found.count_by) == (1, "story")
    assert [line for line in diagnosis_text(found) if "stor" in line] == [
        "stories of each part alone: coal 1, zzz 0",
        "smallest change: without zzz (1 story)",
    ]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ('people:"James Baker III"', 'people:"James Baker"'),
        ('people:"James Bakker"', 'people:"James Baker"'),
        ('people:"Jmaes Baker"', 'people:"James Baker"'),
        ('people:"Howard Iacocca III"', "people:iacocca"),
        ("people:iiii", None),
        ("people:FRG", None),
        ("places:frg", None),
        ("places:hormuz", 'places:"Strait of Hormuz"'),
        ("places:irael", 'places:"Israel"'),
        ("places:kneya", 'places:"Kenya"'),
        ("people:rhodse", "people:rhodes"),
        ('people:"William Rodes"', 'people:"William Rhodes"'),
        ("John McGregor", 'people:"John MacGregor"'),
        ('"Bryan Mulroney"', 'people:"Brian Mulroney"'),
        ("cote divoire", 'places:"Ivory Coast"'),
        ("Howard Baker", 'people:"Howard Baker"'),
        ("the oil", None),
    ],
)
def test_names_are_proposed_with_their_surname_and_the_nearest_first(
    named: SearchArchive, query: str, first: str | None
) -> None:
    found = named.search(query, match="all").diagnosis
    similar = [each.text for word in (found.missing if found else ()) for each in word.similar if ":" in each.text]
    assert similar[:1] == ([] if first is None else [first])


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ('places:"cote divoire"', "Ivory Coast"),
        ("places:zuerich", "Zurich"),
        ("places:WA", "Washington, United States"),
    ],
)
def test_places_are_read_in_other_spellings_if_articles_name_them(named: SearchArchive, query: str, place: str) -> None:
    results = named.search(query)
    assert results.total == named.search(f'places:"{place}"').total > 0
    assert [note.message.partition(" is read as ")[2] for note in results.notes] == [place]


def test_the_missing_words_of_a_long_query_are_named(named: SearchArchive) -> None:
    words = "the minister spoke at length about price of oil gas coal in harbours north this zzyzx week"
    results = named.search(words)
    assert results.loosened
    assert results.diagnosis is not None
    assert [word.text for word in results.diagnosis.missing] == ["zzyzx"]


def test_a_part_of_a_value_that_is_found_only_whole_is_proposed_as_a_pattern(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as made:
        for number, source in enumerate(("New-York tribune.", "Bismarck daily tribune.", "Norwich bulletin.")):
            made.add(Article(id=str(number), title="Oil", body="Oil rose.", source=source))
    with open_archive(tmp_path / "news") as opened:
        for query, similar in (
            ("source:tribune", [("source:*tribune*", 2)]),
            ('oil source:"daily tribune"', [('source:"*daily tribune*"', 1)]),
            ("source:trombone", []),
        ):
            (missing,) = diagnosed(opened, query).missing
            assert [(each.text, each.count) for each in missing.similar] == similar
        change = diagnosed(opened, "source:tribune").change
        assert change is not None
        assert (change.request.query, change.total) == ("source:*tribune*", 2)

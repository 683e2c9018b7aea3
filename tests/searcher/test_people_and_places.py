"""Searching by who, where and when: under any name, in what a place lies in, by the authority file, with mentions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dateline.index import DEFAULT_FIELDS, Archive, Article, Field, FieldTable
from dateline.index.entities.authority.edits import alias, hide, merge, rename, split
from dateline.searcher import SearchArchive, open_archive

BAKU = """BAKU, Dec. 13 (Reuters) - President Ilham Aliyev spoke of oil. Two days later Aliyev flew to Kazakhstan.

The Azerbaijani leader was in power in the late 1990s, it was said."""
PARIS = "PARIS, Texas, March 3 - Mayor John Smith opened a fair in April 2015. Smith thanked the town."
GIVEN = "A short notice about oil."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news"
    with Archive.create(path) as archive:
        archive.add(Article(id="baku", title="Oil", body=BAKU, published=date(2016, 12, 14)))
        archive.add(Article(id="paris", title="A fair", body=PARIS, published=date(2016, 3, 4)))
        archive.add(
            Article(id="given", title="Notice", body=GIVEN, places=("usa", "Kazakhstan"), people=("John Smith",))
        )
    return path


@pytest.fixture(params=[True, False], ids=["index", "scan"])
def archive(path: Path, request) -> Iterator[SearchArchive]:
    with open_archive(path, use_index=request.param) as opened:
        yield opened


def ids(archive: SearchArchive, query: str, **how) -> set[str]:
    return {hit.id for hit in archive.search(query, match="all", **how).hits}


def counts(archive: SearchArchive, facet: str, query: str = "*", **how) -> dict[str | None, int]:
    return {each.value: each.count for each in archive.search(query, facets=[facet], **how).facets[facet]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('people:"Ilham Aliyev"', {"baku"}),
        ("people:aliyev", {"baku"}),
        ('people:"john smith"', {"paris", "given"}),
        ("places:azerbaijan", {"baku"}),
        ("places:Azerbaijani", {"baku"}),
        ('places:"Central Asia"', {"baku", "given"}),
        ("places:asia", {"baku", "given"}),
        ('places:"Paris, Texas"', {"paris"}),
        ('places:"United States"', {"paris", "given"}),
        ("places:usa", {"paris", "given"}),
        ("places:paris", {"paris"}),  # no article names another Paris
        ('places:"paris, france"', set()),
        ('places:"Paris, TX"', {"paris"}),
        ('places:"paris, united states"', {"paris"}),
        ('places:"paris, utah"', set()),
        ("places:atlantis", set()),
        ("-places:asia", {"paris"}),
        ("agency:reuters", {"baku"}),
        ("filed:baku", {"baku"}),
        ("filed:asia", {"baku"}),
        ("places:united-states", {"paris", "given"}),
        ("filed:united-states", {"paris"}),
        ('filed:"united states"', {"paris"}),
        ("weekday:wednesday", {"baku"}),
        ("weekday:wed", {"baku"}),
        ("weekday:Wed.", {"baku"}),
        ("weekday:mercredi", {"baku"}),
        ("weekday:sun", set()),
        ('people:"Ilham Al*"', {"baku"}),
        ('people:"j?hn sm*"', {"paris", "given"}),
        ('people:="Ilham Al*"', set()),
        ('places:"Azer*"', {"baku"}),
        ("about:2016-12-13", {"baku"}),
        ("about:2016-12", {"baku"}),
        ('about:"late 1990s"', {"baku"}),
        ("about:1997", {"baku"}),
        ('about:"certainly 1997"', set()),
        ('about:"certainly 1990s"', {"baku"}),
        ("about:2015-04-15", {"paris"}),
        ("about:12-13", {"baku"}),
        ("about:04-15", set()),
        ("about:>2016-11", {"baku"}),
        ("-about:*", {"given"}),
        ('published:"spring 2016"', {"paris"}),
        ("published:*", {"baku", "paris"}),
    ],
)
def test_a_query_finds_by_who_where_and_when(archive: SearchArchive, query: str, found: set[str]) -> None:
    assert ids(archive, query) == found


def test_certainly_may_be_said_for_a_whole_query(archive: SearchArchive) -> None:
    assert ids(archive, "about:1997..1998") == {"baku"}
    assert ids(archive, "about:1997..1998", certainly=True) == set()
    assert ids(archive, "about:1990..1999", certainly=True) == {"baku"}
    assert ids(archive, "*", filters=[("about", "1997")], certainly=True) == set()


def test_places_roll_up_and_what_lacks_them_is_counted(archive: SearchArchive) -> None:
    assert counts(archive, "places:country") == {"Azerbaijan": 1, "Kazakhstan": 2, "United States": 2}
    assert counts(archive, "places:city") == {"Baku": 1, "Paris, Texas": 1, None: 1}
    assert counts(archive, "places:continent")["Asia"] == 2
    assert counts(archive, "places")["United States"] == 1  # given as usa
    assert "usa" not in counts(archive, "places")
    assert counts(archive, "filed") == {"Baku": 1, "Paris, Texas": 1, None: 1}


def test_dates_are_counted_in_every_bucket_they_touch(archive: SearchArchive) -> None:
    years = counts(archive, "about:year")
    assert [years[str(year)] for year in range(1995, 2000)] == [1, 1, 1, 1, 1]
    assert years[None] == 1
    assert counts(archive, "lag")["1"] == 2
    assert counts(archive, "lag")[None] == 1


def test_a_name_of_several_places_is_noted(archive: SearchArchive) -> None:
    (note,) = archive.search("places:paris").notes
    assert note.message == (
        '“paris” means Paris, Texas, named in 1 article; others of this name: places:"Paris, France" (0)'
    )
    assert not archive.search('places:"Paris, Texas"').notes
    assert not archive.search('places:"Paris, France"').notes


STATE = ("Atlanta, Georgia, was calm.", "Voters in Atlanta, Georgia, waited.", "Macon, Georgia, was calm.")
COUNTRY = ("Tbilisi, Georgia, was calm.", "Georgia and Armenia talked with Russia.")


@pytest.fixture(params=[True, False], ids=["index", "scan"])
def georgias(tmp_path: Path, request) -> Iterator[tuple[Path, SearchArchive]]:
    path = tmp_path / "georgias"
    with Archive.create(path) as archive:
        for number, body in enumerate((*COUNTRY, *STATE)):
            archive.add(Article(id=f"{'ccsss'[number]}{number}", body=body))
            archive.commit()
        archive.add(Article(id="c9", body="Tbilisi, Georgia, was calm again."))
    with Archive.open(path) as archive:
        archive.delete("c9")  # what is deleted does not count
    with open_archive(path, use_index=request.param) as opened:
        yield path, opened


def test_a_note_on_a_shared_name_has_what_a_search_for_the_other_finds(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add_many(Article(body=body) for body in (*COUNTRY, *STATE, "Tbilisi was calm in spring."))
    with open_archive(tmp_path / "news") as opened:
        (note,) = opened.search("places:georgia").notes
        assert note.message.endswith('places:"Georgia, Caucasus" (2, with the places in it 3)')
        assert opened.search('places:"Georgia, Caucasus"').total == 3


def test_a_shared_name_means_what_most_articles_name(georgias: tuple[Path, SearchArchive]) -> None:
    path, archive = georgias
    state, country = {"s2", "s3", "s4"}, {"c0", "c1"}
    noted = (
        "“georgia” means Georgia, United States, named in 3 articles; "
        'others of this name: places:"Georgia, Caucasus" (2)'
    )
    for query in ("places:georgia", "place:georgia", "calm places:georgia"):
        results = archive.search(query)
        assert {hit.id for hit in results.hits} == state - ({"s3"} if "calm" in query else set())
        assert [note.message for note in results.notes] == [noted]
    assert ids(archive, 'places:"Georgia, Caucasus"') == ids(archive, 'places:"georgia, asia"') == country
    assert ids(archive, "-places:georgia") == country
    assert ids(archive, "places:georgia NEAR/2 calm") == {"s2", "s4"}
    assert ids(archive, "places:georgia", aliases=False) == state
    assert ids(archive, "*", filters=[("places", "georgia")]) == state
    with Archive.open(path) as writer:
        writer.delete("s2"), writer.delete("s3")
    archive.refresh()
    assert ids(archive, "places:georgia") == country


def test_a_filter_by_what_a_facet_lists_means_that(georgias: tuple[Path, SearchArchive]) -> None:
    _, archive = georgias
    assert counts(archive, "places:country")["Georgia"] == 2
    results = archive.search("*", filters=[("places", "Georgia")])
    assert {hit.id for hit in results.hits} == {"c0", "c1"}
    assert "means Georgia, named in 2 articles" in results.notes[0].message
    assert 'places:"Georgia, United States" (3)' in results.notes[0].message


def test_the_authority_file_decides_before_the_articles(georgias: tuple[Path, SearchArchive]) -> None:
    path, archive = georgias
    alias(path, "places", "Georgia", "Sakartvelo")
    archive.refresh()
    assert ids(archive, "places:georgia") == ids(archive, "places:sakartvelo") == {"c0", "c1"}
    assert ids(archive, "places:georgia", aliases=False) == {"s2", "s3", "s4"}


def test_articles_that_are_split_off_count_for_their_own_place(georgias: tuple[Path, SearchArchive]) -> None:
    path, archive = georgias
    split(path, "places", "Georgia, United States", "Georgia, Vermont", "s2", "s3")
    archive.refresh()
    assert ids(archive, "places:georgia") == {"c0", "c1"}
    hide(path, "places", "Georgia, United States")
    archive.refresh()
    assert ids(archive, "places:georgia") == {"c0", "c1"}


def test_a_hit_shows_which_mention_matched(archive: SearchArchive) -> None:
    (hit,) = archive.search('people:"ilham aliyev" oil').hits
    assert [(mention.text, mention.name) for mention in hit.mentions] == [
        ("Ilham Aliyev", "Ilham Aliyev"),
        ("Aliyev", "Ilham Aliyev"),
    ]
    assert hit.mentions[1].reason.startswith('"Aliyev" ←')
    snippet = hit.snippet("[", "]")
    assert "[Ilham Aliyev]" in snippet
    assert "later [Aliyev] flew" in snippet
    assert not archive.search("oil").hits[0].mentions


def test_an_authority_file_is_in_force_at_the_next_search_and_can_be_left_out(
    path: Path, archive: SearchArchive
) -> None:
    merge(path, "people", "Ilham Aliyev", "John Smith")
    alias(path, "places", "United States", "usa")
    rename(path, "places", "Kazakhstan", "Qazaqstan")
    hide(path, "places", "Baku")
    with open_archive(path) as after:
        assert ids(after, "people:aliyev") == {"baku", "paris", "given"}
        assert counts(after, "people") == {"Ilham Aliyev": 3}
        assert counts(after, "people", aliases=False) == {"Ilham Aliyev": 1, "John Smith": 2}
        assert ids(after, 'places:"United States"') == {"paris", "given"}
        assert ids(after, "places:qazaqstan") == ids(after, "places:kazakhstan") == {"baku", "given"}
        assert ids(after, "places:baku") == set()
        assert ids(after, "places:baku", aliases=False) == {"baku"}
        assert "Baku" not in counts(after, "places")


def test_a_split_takes_single_articles_out(path: Path) -> None:
    split(path, "people", "John Smith", "John Smith (mayor)", "paris")
    with open_archive(path) as archive:
        assert counts(archive, "people") == {"Ilham Aliyev": 1, "John Smith": 1, "John Smith (mayor)": 1}
        assert ids(archive, "*", filters=[("people", "John Smith")]) == {"given"}
        assert ids(archive, "*", filters=[("people", "John Smith (mayor)")]) == {"paris"}
        assert archive.name_of("people", "John Smith", "paris") == "John Smith (mayor)"


def test_a_broken_authority_file_is_a_note_and_the_last_good_one_counts(path: Path) -> None:
    merge(path, "people", "Ilham Aliyev", "John Smith")
    (path / "authority.toml").write_text("[[people]]\nname = \n", encoding="utf-8")
    with open_archive(path) as archive:
        results = archive.search("people:aliyev")
        assert results.total == 3
        assert any("authority.toml" in note.message and "2" in note.message for note in results.notes)


BROKEN = {"authority.toml": "[[people", "gazetteer.csv": "name,kind\nLeeds,citty\n"}


@pytest.mark.parametrize("name", BROKEN)
def test_a_facet_notes_a_broken_file_of_names_that_the_query_does_not_need(path: Path, name: str) -> None:
    (path / name).write_text(BROKEN[name], encoding="utf-8")
    with open_archive(path) as archive:
        noted = [archive.search("rain", facets=[each]).notes for each in ("people", "places:country")]
        assert all(name in note.message for notes in noted for note in notes)
        assert [len(notes) for notes in noted] == [1, 1]
        assert len(archive.search("people:aliyev", facets=["people"]).notes) == 1
        assert not archive.search("rain", facets=["published:year"]).notes
        without = archive.search("rain", facets=["people"], aliases=False).notes
        assert bool(without) == (name != "authority.toml")  # which is not used then


def test_the_last_good_version_of_files_written_by_hand_counts(path: Path) -> None:
    (path / "authority.toml").write_text('[[people]]\nname = "The President"\naliases = ["Ilham Aliyev"]\n')
    (path / "gazetteer.csv").write_text("name,kind\nAncellby,city\n", encoding="utf-8")
    with Archive.open(path) as writer:
        pass
    for name, content in BROKEN.items():
        (path / name).write_text(content, encoding="utf-8")
    with Archive.open(path) as writer:
        assert "last good version" in (writer.problem or "")
        writer.add(Article(id="ancellby", body="It rained in Ancellby on Monday."))
    with open_archive(path) as archive:
        found = archive.search('people:"the president"')
        assert found.total
        assert all("last good version" in note.message for note in found.notes)
        assert archive.search("places:ancellby").total == 1


def test_without_looking_there_is_nothing_found_and_a_rebuild_can_look(tmp_path: Path) -> None:
    path = tmp_path / "bare"
    with Archive.create(path) as archive:
        archive.add(Article(id="baku", body=BAKU, published=date(2016, 12, 14)), extract=False)
    with open_archive(path) as archive:
        assert archive.found_in("baku") is None
        assert ids(archive, "people:aliyev") == set()
    Archive.rebuild(path)
    with open_archive(path) as archive:
        assert archive.found_in("baku") is None
    Archive.rebuild(path, extract=True)
    with open_archive(path) as archive:
        assert archive.found_in("baku") is not None
        assert ids(archive, "people:aliyev places:asia") == {"baku"}


def test_a_dateline_given_apart_is_filed_before_and_after_a_rebuild(tmp_path: Path) -> None:
    path = tmp_path / "apart"
    with Archive.create(path) as archive:
        archive.add(Article(id="oil", title="Iran", body=GIVEN, dateline="BAKU, Dec. 13", published=date(2016, 12, 14)))
    for rebuilt in (False, True):
        if rebuilt:
            Archive.rebuild(path)
        with open_archive(path) as archive:
            assert counts(archive, "filed") == {"Baku": 1}
            (hit,) = archive.search("filed:baku").hits
            assert not hit.mentions  # the dateline stands nowhere in the text


def test_what_an_older_dateline_found_is_found_anew(path: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path / "articles.db")) as connection:
        connection.execute("UPDATE mentions SET extractor = 99999, found = '{}' WHERE seq = 1")
        connection.commit()
    Archive.rebuild(path)
    with open_archive(path) as archive:
        assert ids(archive, "people:aliyev") == {"baku"}


@pytest.mark.parametrize("how", [rename, lambda path, kind, name, new: merge(path, kind, new, name)])
@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("Kazakhstan", "The Great Steppe"),
        ("Azerbaijan", "Land of Fire"),
        ("Baku", "City of Winds"),
        ("Asia", "The East"),
    ],
)
def test_a_place_of_a_new_name_lies_where_it_lay_and_holds_what_it_held(
    path: Path, archive: SearchArchive, how, name: str, new: str
) -> None:
    facets = ["places", "places:country", "places:city", "places:continent", "filed:country", "filed:continent"]
    queries = ["places:asia", 'places:"central asia"', "places:azerbaijan", "filed:asia", "filed:azerbaijan"]
    before = [counts(archive, facet) for facet in facets]
    found = [ids(archive, query) for query in (*queries, f'places:"{name}"')]

    how(path, "places", name, new)
    archive.refresh()
    assert [counts(archive, facet) for facet in facets] == [
        {new if value == name else value: count for value, count in each.items()} for each in before
    ]
    assert [ids(archive, query) for query in (*queries, f'places:"{new}"')] == found


def test_each_place_of_a_merged_one_stays_in_its_own_parents(path: Path, archive: SearchArchive) -> None:
    before = counts(archive, "places:continent")
    merge(path, "places", "The Oil Lands", "United States", "Kazakhstan")
    archive.refresh()
    assert counts(archive, "places:continent") == before
    assert counts(archive, "places:country") == {"Azerbaijan": 1, "The Oil Lands": 3}
    assert ids(archive, 'places:"the oil lands"') == {"baku", "paris", "given"}


def test_a_hidden_country_is_not_counted_by_its_cities(path: Path, archive: SearchArchive) -> None:
    hide(path, "places", "Azerbaijan")
    archive.refresh()
    assert counts(archive, "places:country") == {"Kazakhstan": 2, "United States": 2}
    assert counts(archive, "places:city")["Baku"] == 1
    assert ids(archive, "places:asia") == {"baku", "given"}


def test_a_person_split_off_in_one_article_is_the_other_person_beside_words_too(
    path: Path, archive: SearchArchive
) -> None:
    mayor, smith = 'people:"Jack Miller"', 'people:"John Smith"'
    assert ids(archive, f"{smith} NEAR/4 fair") == {"paris"}
    split(path, "people", "John Smith", "Jack Miller", "paris")
    archive.refresh()
    for beside in ("NEAR/4 fair", "SENT opened", "NOT NEAR/1 fair"):
        assert ids(archive, f"{mayor} {beside}") == {"paris"}
        assert ids(archive, f"{smith} {beside}") == set()
    assert ids(archive, f"opened NOT NEAR/4 {mayor}") == set()
    assert ids(archive, f"opened NOT NEAR/4 {smith}") == {"paris"}


def test_mentions_without_places_are_searched_beside_the_words_and_a_note_says_so(tmp_path: Path) -> None:
    """Mentions are marked beside words of the English analysis only."""
    rows = [
        row if row.kind != "text" else Field(row.name, "text", analysis="whoosh:StandardAnalyzer", bare=True)
        for row in DEFAULT_FIELDS
    ]
    with Archive.create(tmp_path / "news", fields=FieldTable(rows)) as writer:
        writer.add(Article(id="baku", title="Oil", body=BAKU, published=date(2016, 12, 14)))
        writer.add(Article(id="none", title="Oil", body="A report that names none."))
    for use_index in (True, False):
        with open_archive(tmp_path / "news", use_index=use_index) as archive:
            for query in (
                "[person]",
                "[person] SENT oil",
                "people:aliyev NEAR/3 [place]",
                "[place] NOT NEAR/3 [person]",
            ):
                results = archive.search(query)
                assert [hit.id for hit in results] == ["baku"], query
                assert "without English analysis" in results.notes[0].message

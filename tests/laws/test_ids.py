"""``id:`` finds exactly the articles of an id or of a prefix, from index and scan, now and as of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article, Field, FieldTable
from dateline.searcher import open_archive
from tests.laws.test_archive import archived, live_after
from tests.strategies import articles

pytestmark = pytest.mark.kernels

IDS = st.sampled_from(
    ("a1", "a10", "A1", "a", "é", "é/2", "urn:x:1", "https://h.example/a?b=c&d", "x y", "title:oil", "a*", "=a", "-a")
)
ARTICLES = st.builds(lambda article, id: replace(article, id=id), articles(), IDS)
STEPS = st.lists(st.lists(ARTICLES | IDS, max_size=9), max_size=4)


@settings(deadline=None, max_examples=50)
@given(STEPS, IDS, st.sampled_from(("", "a", "A", "urn:", "https:", "é", "z", "title:")))
def test_an_id_is_found_exactly(steps, id: str, prefix: str) -> None:
    live = set(live_after(steps))
    with archived(steps) as path:
        for use_index in (True, False):
            with open_archive(path, use_index=use_index) as archive:

                def found(query: str, archive=archive, **options) -> set[str]:
                    return {hit.id for hit in archive.search(query, limit=100, **options).hits}

                assert found(f'id:"{id}"') == {id} & live
                assert found(f'-id:"{id}"') == live - {id}
                assert found("*", filters=[("id", id)]) == {id} & live
                assert found(f'id:("{id}" OR "a1")') == {id, "a1"} & live
                assert bool(archive.search(f'id:"{id}"').notes) == (id not in live)
                if " " not in id and id[0] not in "=-" and id[-1] != "*":
                    assert found(f"id:{id}") == {id} & live
                starting = {each for each in live if each.startswith(prefix)}
                assert found(f"id:{prefix}*") == starting
                assert found(f"oil id:{prefix}*", match="all") == found("oil", match="all") & starting
                assert found("missing:id") == set()


@pytest.mark.parametrize("use_index", [True, False])
def test_ids_of_a_day_are_those_of_its_versions(tmp_path: Path, use_index: bool) -> None:
    clock = datetime(2016, 12, 14, tzinfo=UTC)
    with Archive.create(tmp_path / "news", clock=lambda: clock) as made:
        made.add_many([Article(id="n:1", body="old"), Article(id="n:2", body="gone")], extract=False)
        made.commit()
        clock = datetime(2016, 12, 20, tzinfo=UTC)
        made.add_many([Article(id="n:1", body="new"), Article(id="n:3", body="late")], extract=False)
        made.delete("n:2")
    with open_archive(tmp_path / "news", use_index=use_index, as_of=date(2016, 12, 15)) as archive:
        assert {hit.id for hit in archive.search("id:n:*").hits} == {"n:1", "n:2"}
        assert archive.search("id:n:1 old").total == archive.search("id:n:2").total == 1
        assert archive.search("id:n:3").total == 0
    with open_archive(tmp_path / "news", use_index=use_index) as archive:
        assert {hit.id for hit in archive.search("id:n:*").hits} == {"n:1", "n:3"}


@pytest.mark.parametrize("use_index", [True, False])
def test_prefixes_are_compared_by_characters(tmp_path: Path, use_index: bool) -> None:
    ids = ("n\ud7ff", "n\U0010ffff", "n", "o", "n\uffff", "N")
    with Archive.create(tmp_path / "news") as made:
        made.add_many([Article(id=id, body="oil") for id in ids], extract=False)
    with open_archive(tmp_path / "news", use_index=use_index) as archive:
        for prefix in (*ids, "n\ud800", "\ud800", "\U0010ffff"):
            found = {hit.id for hit in archive.search(f"id:{prefix}*").hits}
            assert found == {each for each in ids if each.startswith(prefix)}


def test_a_field_of_that_name_comes_first(tmp_path: Path) -> None:
    fields = FieldTable([Field("body", "text", bare=True), Field("id", "keyword")])
    with Archive.create(tmp_path / "news", fields=fields) as made:
        made.add_many([Article(id="a", body="oil", extra={"id": "flood"})], extract=False)
    with open_archive(tmp_path / "news") as archive:
        assert (archive.search("id:FLOOD").total, archive.search("id:a").total) == (1, 0)


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("id:no", "no article has the id “no”"),
        ("id:no*", "no article has an id that begins with “no”"),
        ("id:a?b", "in an id only “*” at its end is a pattern; searched as the id “a?b”"),
        ("id:a~1", "in an id only “*” at its end is a pattern; searched as the id “a~1”"),
        ("ATLEAST/3 id:a", "id has no place in a text; “ATLEAST/3” is left out"),
        ("oil NEAR/3 id:a", "id has no place in a text; “NEAR/3” is read as AND"),
    ],
)
def test_what_is_no_id_is_said(tmp_path: Path, query: str, note: str) -> None:
    with Archive.create(tmp_path / "news") as made:
        made.add_many([Article(id="a", body="oil"), Article(id="a?b", body="gas")], extract=False)
    with open_archive(tmp_path / "news") as archive:
        results = archive.search(query)
        assert [each.message for each in results.notes][:1] == [note]
        assert [hit.id for hit in results.hits] == {
            "id:a?b": ["a?b"],
            "oil NEAR/3 id:a": ["a"],
            "ATLEAST/3 id:a": ["a"],
        }.get(query, [])

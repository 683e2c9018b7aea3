"""Articles as programs give them: a wrong one alone is refused, where it is given, and nothing else is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from dateline.index import Archive, Article
from dateline.index.article import Original
from dateline.index.entities.mention import Extraction, PersonMention
from dateline.index.errors import ArticleError, ArticleMissing, DatelineError
from dateline.index.store.validation import DEEPEST, check_article
from dateline.searcher import open_archive
from dateline.upkeep.audit import audit_archive, repair_archive


class Zone(tzinfo):
    """A time zone of a program's own that fails."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        raise RuntimeError("no such zone")


class NotATime(datetime):
    """As pandas' NaT: a datetime by its type, equal to nothing."""

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    __hash__ = datetime.__hash__


class Wild:
    """What raises when it is shown."""

    def __repr__(self) -> str:
        raise RuntimeError("not to be shown")


class Name(str, Enum):  # noqa: UP042 - the older form, whose str() is not its value
    ANN = "Ann Bee"


class Day(date):
    """A date of a program's own class."""


class Torn(dict[str, object]):
    """A mapping that cannot be read."""

    def items(self) -> Any:
        raise RuntimeError("no items")


class Unlisted(list[str]):
    """A list that cannot be read."""

    def __iter__(self) -> Iterator[str]:
        raise RuntimeError("no iteration")


class Fickle(tzinfo):
    """A time zone that gives another offset each time it is asked, and then none."""

    def __init__(self) -> None:
        self.asked = 0

    def utcoffset(self, moment: datetime | None) -> timedelta:
        self.asked += 1
        if self.asked > 2:
            raise RuntimeError("asked too often")
        return timedelta(hours=self.asked)


class Stubborn(str):
    """A text that gives itself for its parts."""

    def __getitem__(self, place: object) -> Any:
        return self


class Signed(Article):
    """An article of a program's own class, which is made in another way."""

    def __init__(self, body: str) -> None:
        super().__init__(body=body, id="signed", people=["Ann"])  # type: ignore[arg-type]


PERSON = PersonMention("Ann", 0, 3, "Ann")


DEEP: list[Any] = []
for _ in range(DEEPEST + 1):
    DEEP = [DEEP]
LOOP: dict[str, Any] = {}
LOOP["self"] = LOOP

WRONG: list[tuple[str, object]] = [
    ("published", "2016-12-14"), ("published", 20161214), ("published", NotATime(2016, 1, 1)),
    ("published", datetime(2016, 1, 1, tzinfo=Zone())), ("updated", "x"), ("updated", 1.5),
    ("body", None), ("body", b"bytes"), ("body", 5), ("title", 5), ("title", None), ("url", 3), ("url", b"http://x"),
    ("source", ["x"]), ("source", ("x",)), ("byline", {"name": "x"}), ("dateline", 1), ("language", True),
    ("topics", 3), ("topics", "oil"), ("topics", {"oil"}), ("topics", (1,)), ("topics", None),
    ("people", "Ann Bee"), ("people", ["Bob", None]), ("people", None), ("people", (b"Bob",)), ("people", iter("ab")),
    ("places", 5), ("places", {"Baku": 1}), ("id", 5), ("id", b"5"), ("id", ("a",)), ("file", Path("/tmp")),
    ("extra", None), ("extra", {"k": object()}), ("extra", {"k": {1, 2}}), ("extra", {"k": b"x"}), ("extra", {1: "x"}),
    ("extra", [("k", "v")]), ("extra", "k=v"), ("extra", {"k": float("nan")}), ("extra", {"k": [float("inf")]}),
    ("extra", {"k": DEEP}), ("extra", LOOP), ("extra", {"k": date(2016, 1, 1)}), ("extra", {"k": {"j": Wild()}}),
    ("notes", "a note"), ("notes", (1,)), ("mentions", {}), ("mentions", "x"), ("original", ("t", "b")),
    ("extra", {"n": 10**5000}), ("extra", {"n": [-(10**700)]}), ("extra", Torn(a=1)), ("people", Unlisted(["a"])),
    ("original", Original(title=5)), ("original", Original(body=[1])),  # type: ignore[arg-type]
    ("mentions", Extraction(people=(1, 2))), ("mentions", Extraction(people=5)),  # type: ignore[arg-type]
    ("mentions", Extraction(dates="xyz")), ("mentions", Extraction(places=(PERSON,))),  # type: ignore[arg-type]
    ("mentions", Extraction(people=(replace(PERSON, end=10**6),))),
    ("mentions", Extraction(people=(replace(PERSON, name="a\ud800"),))),
    ("mentions", Extraction(people=(replace(PERSON, start=-1),))),
    ("detected", 1),
]  # fmt: skip
NO_ARTICLES: list[object] = [{"id": "a", "body": "b"}, b"bytes", "text", None, 5, object(), Wild(), Article]


def article(number: int) -> Article:
    return Article(id=f"a{number}", title=f"Title {number}", body=f"oil body{number}", published=date(2016, 1, 1))


def wrong(name: str, value: object) -> Article:
    return Article(**{"id": "bad", "title": "T", "body": "oil", name: value})  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Archive.create(tmp_path / "news").close()
    return tmp_path / "news"


def ids(path: Path, query: str = "oil") -> set[str]:
    assert audit_archive(path).findings == ()
    with open_archive(path) as indexed, open_archive(path, use_index=False) as scanned:
        found = [
            {hit.id for hit in each.search(query, limit=100, facets=["people"]).hits} for each in (indexed, scanned)
        ]
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(("name", "value"), WRONG, ids=lambda value: value if isinstance(value, str) else None)
def test_a_field_of_the_wrong_type_is_refused_where_it_is_given(path: Path, name: str, value: object) -> None:
    with Archive.open(path) as archive:
        archive.add(article(1))
        with pytest.raises(ArticleError, match=name) as caught:
            archive.add(wrong(name, value))
        assert isinstance(caught.value, DatelineError)
        assert isinstance(caught.value, TypeError)
        assert caught.value.argument == name
        assert caught.value.id == (None if name == "id" else "bad")
        if name != "id":
            assert "'bad'" in str(caught.value)
        archive.add(article(2))
    assert ids(path) == {"a1", "a2"}


@pytest.mark.parametrize("given", NO_ARTICLES, ids=lambda value: type(value).__name__)
def test_what_is_no_article_is_refused(path: Path, given: Any) -> None:
    with Archive.open(path) as archive:
        archive.add(article(1))
        with pytest.raises(ArticleError, match="Article"):
            archive.add(given)
        with pytest.raises(ArticleError, match="Article"):
            archive.add_many([article(2), given, article(3)])
    assert ids(path) == {"a1", "a2"}


@pytest.mark.parametrize("given", [article(1), {"id": "a"}, "text", b"bytes", None, 5], ids=lambda v: type(v).__name__)
def test_add_many_refuses_what_is_not_many(path: Path, given: Any) -> None:
    with Archive.open(path) as archive, pytest.raises(ArticleError, match="add_many"):
        archive.add_many(given)


@pytest.mark.parametrize("before", [0, 1, 1500])
def test_add_many_keeps_what_came_before_a_wrong_article(path: Path, before: int) -> None:
    def stream() -> Iterator[Article]:
        yield from map(article, range(before))
        yield wrong("title", 5)

    archive = Archive.open(path)
    with pytest.raises(ArticleError, match="title"):
        archive.add_many(stream(), extract=False)
    archive.add(article(9999))
    done = archive.commit()
    archive.close()
    assert (done.added, done.replaced) == (before + 1, 0)
    with open_archive(path) as opened:
        assert opened.search("oil").total == before + 1


def test_an_iterable_that_raises_leaves_what_it_gave(path: Path) -> None:
    def stream() -> Iterator[Article]:
        yield article(1)
        yield article(2)
        raise OSError("the feed broke off")

    archive = Archive.open(path)
    with pytest.raises(OSError, match="broke off"):
        archive.add_many(stream())
    archive.commit()
    archive.close()
    assert ids(path) == {"a1", "a2"}


def leave_by_an_error(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.add(article(1))
        archive.commit()
        archive.add_many(map(article, range(2, 1500)), extract=False)
        raise RuntimeError("the program's own")


def test_an_iterable_may_commit_and_roll_back(path: Path) -> None:
    with Archive.open(path) as archive:

        def articles(step: Any) -> Iterator[Article]:
            yield Article(id="1", body="x")
            step()
            yield Article(id="2", body="y")

        archive.add(Article(id="0", body="z"))
        assert archive.add_many(articles(archive.commit)).added == 2
        assert archive.commit().added == 1
        archive.add(Article(id="3", body="z"))
        assert archive.add_many(articles(archive.rollback)).unchanged == 1


def test_an_error_that_leaves_the_with_block_drops_what_was_not_committed(path: Path) -> None:
    with pytest.raises(RuntimeError, match="own"):
        leave_by_an_error(path)
    assert ids(path) == {"a1"}


@pytest.mark.parametrize("given", [5, None, b"a1", ["a1"], ("a1",)], ids=lambda value: type(value).__name__)
def test_ids_are_text(path: Path, given: Any) -> None:
    with Archive.open(path) as archive:
        archive.add(article(1))
        for call in (archive.delete, archive.get):
            with pytest.raises(ArticleError, match="id"):
                call(given)
        with pytest.raises(ArticleMissing):
            archive.delete("")
    assert ids(path) == {"a1"}


def test_an_empty_id_is_no_id(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.add(Article(id="", title="A", body="oil"))
        archive.add(Article(id="", title="B", body="oil"))
    assert len(ids(path)) == 2
    assert "" not in ids(path)


def test_values_of_subclasses_are_kept_as_plain_ones() -> None:
    checked = check_article(
        Article(
            id=Name.ANN, title=Name.ANN, published=Day(2016, 1, 2), people=[Name.ANN, "Bob"],  # type: ignore[arg-type]
            extra=MappingProxyType({"k": (True, 1, 2.5, Name.ANN, {"j": None})}),
        )
    )  # fmt: skip
    assert checked.title == "Ann Bee"
    assert {type(value) for value in (checked.id, checked.title, *checked.people)} == {str}
    assert checked.people == ("Ann Bee", "Bob")
    assert type(checked.published) is date
    assert checked.extra == {"k": [True, 1, 2.5, "Ann Bee", {"j": None}]}


def test_what_a_program_made_itself_becomes_plain(path: Path) -> None:
    article = check_article(Article(title=Stubborn("Oil"), published=datetime(2016, 1, 1, tzinfo=Fickle())))
    assert type(article.title) is str
    assert isinstance(article.published, datetime)
    assert {article.published.utcoffset() for _ in range(5)} == {timedelta(hours=1)}
    signed = check_article(Signed("Oil"))
    assert (type(signed), signed.people, signed.body) == (Article, ("Ann",), "Oil")


@pytest.mark.parametrize("name", ["source", "people", "topics"])
def test_a_value_with_a_nul_is_one_value_with_the_index_and_without(path: Path, name: str) -> None:
    with Archive.open(path) as archive:
        for number, value in enumerate(("a\0b", "b", "\0")):
            given: Any = value if name == "source" else (value,)
            archive.add(Article(id=str(number), body="x", **{name: given}))
    with open_archive(path) as index, open_archive(path, use_index=False) as scan:
        counts = [
            {each.value: each.count for each in archive.search("*", facets=[name]).facets[name] if each.value}
            for archive in (index, scan)
        ]
        assert counts[0] == counts[1] == {"a\ufffdb": 1, "b": 1, "\ufffd": 1}
    assert audit_archive(path).sound


def test_extra_may_be_changed_after_it_was_given(path: Path) -> None:
    extra: dict[str, Any] = {}
    with Archive.open(path) as archive:
        for number in range(3):
            extra["number"] = [number]
            archive.add(Article(id=str(number), body="oil", extra=extra))
    with open_archive(path) as opened:
        assert [opened.get(str(number)).extra["number"] for number in range(3)] == [[0], [1], [2]]


def test_half_a_surrogate_pair_is_replaced_wherever_it_stands(path: Path) -> None:
    half = "x\ud800"
    given = Article(
        id=half, title=half, body=f"oil {half}", byline=half, source=half, url=f"http://courier.example/{half}",
        people=(half,), extra={half: [half]}, file=half,
    )  # fmt: skip
    with Archive.open(path) as archive:
        archive.add(given)
        assert archive.get(half).title == "x\ufffd"
    assert ids(path) == {"x\ufffd"}
    with open_archive(path) as opened:
        kept = opened.get("x\ufffd")
        assert opened.search("x", facets=["people", "source"]).facets["people"][0].value == "x\ufffd"
    assert (kept.byline, kept.people, kept.extra) == ("x\ufffd", ("x\ufffd",), {"x\ufffd": ["x\ufffd"]})
    assert kept.notes == ("replaced half a surrogate pair, which is no character, by U+FFFD",)
    with closing(sqlite3.connect(path / "articles.db")) as connection:
        assert connection.execute("SELECT typeof(id), typeof(title) FROM versions").fetchone() == ("text", "text")
    with Archive.open(path) as archive:
        archive.delete(half)
    assert ids(path) == set()


def test_what_is_right_is_taken_as_it_is() -> None:
    given = Article(
        id="a", title="Ä", body="b", published=datetime(1, 1, 1, tzinfo=UTC), updated=date(9999, 12, 31), people=("Ç",),
        mentions=Extraction(), original=Original("t"), detected="en",
    )  # fmt: skip
    assert check_article(given) is given


@pytest.mark.parametrize(
    "change",
    [
        "body = NULL", "title = NULL", "title = NULL, body = NULL", """people = '["Bob",null]'""",
        """topics = '[1,"oil",null]'""", """notes = '[1]'""", """extra = '{"k":NaN}'""",
    ],
)  # fmt: skip
def test_rows_stored_before_fields_were_checked_do_no_harm(path: Path, change: str) -> None:
    with Archive.open(path) as archive:
        archive.add_many([article(1), Article(id="old", title="T", body="oil", people=("Bob",), topics=("gas",))])
    with closing(sqlite3.connect(path / "articles.db")) as connection, connection:
        connection.execute(f"UPDATE versions SET {change} WHERE id = 'old'")
    assert repair_archive(path).sound
    assert Archive.rebuild(path) == 2
    assert ids(path, "*") == {"a1", "old"}
    with open_archive(path) as opened:
        kept = opened.get("old")
    assert all(isinstance(value, str) for value in (kept.title, kept.body, *kept.people, *kept.topics, *kept.notes))

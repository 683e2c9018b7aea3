"""The order of numeric dates, found in the other records of a file."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean
from dateline.index.errors import ReadError
from dateline.index.intake import Options, portions
from dateline.index.intake.portions import IncomingArticle, Portion, read_portion
from dateline.index.intake.reading import read_articles
from dateline.index.readers import read
from dateline.index.readers.date_order import MOST_RECORDS, with_orders


def table(*dates: str) -> bytes:
    return "".join(["title,body,date\n", *(f'T{at},B,"{each}"\n' for at, each in enumerate(dates))]).encode()


def articles(data: bytes, **options: str) -> list[Article]:
    return [
        clean(each) for each in read(["-"], standard_input=io.BytesIO(data), **options) if isinstance(each, RawArticle)
    ]


def days(data: bytes, **options: str) -> list[str | None]:
    return [None if each.published is None else each.published.isoformat() for each in articles(data, **options)]


@pytest.mark.parametrize(
    ("dates", "read_as"),
    [
        (["04/05/2016", "25/12/2016"], ["2016-05-04", "2016-12-25"]),
        (["25/12/2016", "04/05/2016"], ["2016-12-25", "2016-05-04"]),
        (["04/05/2016", "12/25/2016"], ["2016-04-05", "2016-12-25"]),
        (["04/05/2016 3:30 PM", "12/25/2016 3:31 PM"], ["2016-04-05T15:30:00", "2016-12-25T15:31:00"]),
        (["04.05.2016", "12.25.2016"], ["2016-04-05", "2016-12-25"]),
        (["04.05.2016", "25.12.2016"], ["2016-05-04", "2016-12-25"]),
        (["04/05/16", "25/12/98"], ["2016-05-04", "1998-12-25"]),
        (["04/05/16", "05/04/99", "14/12/16"], ["2016-05-04", "1999-04-05", "2016-12-14"]),
        (["04/05/2016", "Wed 06/07/2016"], ["2016-05-04", "2016-07-06"]),
        (["04/05/2016", "25.12.2016", "25-12-2016"], [None, "2016-12-25", "2016-12-25"]),
        (["04/05/2016", "25/12/2016", "12/25/2016"], [None, "2016-12-25", "2016-12-25"]),
        (["04/05/2016", "2016-12-25", "05/05/2016", "soon"], [None, "2016-12-25", "2016-05-05", None]),
    ],
)
def test_the_other_dates_of_a_table_decide(dates: list[str], read_as: list[str | None]) -> None:
    assert days(table(*dates)) == read_as


def test_a_note_names_the_dates_that_decide_or_the_days_that_remain() -> None:
    first, second = articles(table("04/05/2016", "25/12/2016"))
    reason = "because its file writes the day first (25/12/2016)"
    assert first.notes == (f'"04/05/2016" is read as 2016-05-04, {reason}',)
    assert second.notes == ()
    (alone,) = articles(table("04/05/2016"))
    assert alone.notes == ('"04/05/2016" can mean 2016-04-05 or 2016-05-04; kept as undated',)


def test_the_last_change_is_read_in_the_same_order() -> None:
    data = b"title,body,published,updated\nT,B,04/05/2016,06/07/2016\nT,B,25/12/2016,\n"
    assert [each.updated for each in articles(data)] == [date(2016, 7, 6), None]


def test_keys_that_are_mapped_count_as_the_date() -> None:
    lines = [{"body": "B", "when": each} for each in ("04/05/2016", "25/12/2016")]
    data = "\n".join(map(json.dumps, lines)).encode()
    assert [each.published for each in articles(data)] == [None, None]
    found = read(["-"], standard_input=io.BytesIO(data), mapping={"published": "when"})
    assert [clean(each).published for each in found if isinstance(each, RawArticle)] == [
        date(2016, 5, 4),
        date(2016, 12, 25),
    ]


def test_each_file_has_an_order_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(table("04/05/2016", "25/12/2016"))
    (tmp_path / "b.csv").write_bytes(table("04/05/2016", "12/25/2016"))
    (tmp_path / "c.csv").write_bytes(table("04/05/2016"))
    found = [each.article.published for each in read_articles([str(tmp_path)]) if not isinstance(each, ReadError)]
    assert found == [date(2016, 5, 4), date(2016, 12, 25), date(2016, 4, 5), date(2016, 12, 25), None]


def test_records_and_errors_keep_their_order_while_they_wait() -> None:
    data = b'{"body": "1", "date": "04/05/2016"}\nbroken\n{"body": "2"}\n{"body": "3", "date": "25/12/2016"}\n'
    found = list(read(["-"], standard_input=io.BytesIO(data)))
    assert [each.line for each in found] == [1, 2, 3, 4]
    assert isinstance(found[1], ReadError)


def test_only_the_beginning_of_a_file_is_searched_and_nothing_waits_longer() -> None:
    undecided = [RawArticle({"body": "B", "date": "04/05/2016"}, "a.csv", at) for at in range(MOST_RECORDS)]
    late = RawArticle({"body": "B", "date": "25/12/2016"}, "a.csv", MOST_RECORDS)
    given = iter([*undecided, late])
    found = with_orders(given)
    assert next(found) == undecided[0]
    assert next(given) is late  # not taken yet
    assert all(not each.orders for each in found if isinstance(each, RawArticle))


def test_records_that_are_clear_are_passed_on_at_once() -> None:
    given = iter([RawArticle({"body": "B", "date": text}, "a.csv", 1) for text in ("25/12/2016", "2016-12-14")])
    found = with_orders(given)
    next(found)
    assert next(given).values["date"] == "2016-12-14"


def test_portions_of_a_file_have_the_order_of_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    dates = ["25/12/2016", *["04/05/2016"] * 50]
    path.write_text("".join(json.dumps({"body": "B", "date": each}) + "\n" for each in dates), encoding="utf-8")
    size = path.stat().st_size
    found: list[date | None] = []
    for start in range(0, size, 300):
        for batch in read_portion(Portion(str(path), start, min(start + 300, size)), Options()):
            found += [item.article.published for item in batch.items if isinstance(item, IncomingArticle)]
    assert found == [date(2016, 12, 25), *[date(2016, 5, 4)] * 50]
    assert portions.orders_of_file(str(tmp_path / "gone.jsonl"), 1, 1, ()) == ()


def test_the_language_of_a_record_decides_what_a_month_is() -> None:
    lines = [{"body": "B", "date": "14 listopada 2016", "language": each} for each in ("pl", "hr-HR", "de", None)]
    found = articles("\n".join(map(json.dumps, lines)).encode())
    assert [each.published for each in found] == [date(2016, 11, 14), date(2016, 10, 14), None, None]
    assert found[0].notes[0] == '"14 listopada 2016" is read as 2016-11-14, because its language is pl'

"""The forms of dates that sources give: the tables of docs/dates.md, in every place that reads a date."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Literal

import click
import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from dateline.commands.values import parse_instant
from dateline.index.article import RawArticle
from dateline.index.cleaning import clean
from dateline.index.dates import Evidence, OrderFinder, day_of, parse_published, parse_span, readings_of
from dateline.index.dates.names import (
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    fold,
    foreign_months,
    months_named,
    names_as_written,
    weekdays_named,
)
from dateline.searcher.query.dates import read_date_value
from tests.growth import assert_linear
from tests.repo.sources import ROOT

PAGE = (ROOT / "docs" / "dates.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(?P<form>[^`]+)` \| (?P<means>.+) \|$", re.MULTILINE)
ROWS = {found["form"]: found["means"] for found in ROW.finditer(PAGE)}
CODE = re.compile(r"`([^`]+)`")
ONE = {form: CODE.findall(means)[0] for form, means in ROWS.items() if len(CODE.findall(means)) == 1}
SEVERAL = {form: CODE.findall(means) for form, means in ROWS.items() if len(CODE.findall(means)) > 1}
NONE = [form for form, means in ROWS.items() if not CODE.findall(means)]
# The languages that news feeds are in.
LANGUAGES = "en fr de es it pt nl sv da nb fi pl cs hu ro tr ru uk el id"
DAYS = st.dates(date(1000, 1, 1))
SIGNS = st.text(alphabet="0123456789 -/.:,+TZapmhdeDc年月日'№é٣", max_size=40)


def read(value: object, **values: object) -> str | None:
    """Return the date of publication of a record, as cleaning reads it."""
    found = clean(RawArticle({"title": "T", "body": "B", "published": value, **values}, "a.csv", 2)).published
    return None if found is None else found.isoformat()


@pytest.mark.parametrize(("form", "value"), ONE.items())
def test_a_form_of_the_page_has_its_value_in_records_options_and_queries(form: str, value: str) -> None:
    expected = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    found = parse_published(form)
    assert found == expected
    assert type(found) is type(expected)
    if isinstance(expected, datetime) and isinstance(found, datetime):
        assert found.utcoffset() == expected.utcoffset()
    assert read(form) == read(f"  {form.swapcase()}\n") == value
    assert parse_instant(form) == expected
    asked = read_date_value(form, None).date
    assert asked is not None
    assert asked.days is not None
    assert (asked.days.first, asked.days.last) == (day_of(expected), day_of(expected))


@pytest.mark.parametrize(("form", "days"), SEVERAL.items())
def test_a_form_that_can_mean_several_days_is_none_and_a_note_names_them(form: str, days: list[str]) -> None:
    assert parse_published(form) is None
    assert sorted({day_of(each.moment).isoformat() for each in readings_of(form)}) == days
    assert read(form) is None
    (note,) = clean(RawArticle({"title": "T", "body": "B", "published": form}, "a.csv", 2)).notes
    assert all(day in note for day in days)
    with pytest.raises(click.UsageError) as refused:
        parse_instant(form)
    assert all(day in str(refused.value) for day in days)


@pytest.mark.parametrize("form", [form for form in SEVERAL if not re.fullmatch("[0-9]{2}/[0-9]{2}/[0-9]{2}", form)])
def test_a_query_says_which_days_a_form_can_mean(form: str) -> None:
    asked = read_date_value(form, None)
    assert asked.date is None
    assert all(day in asked.note for day in SEVERAL[form])


@pytest.mark.parametrize("form", NONE)
def test_what_the_page_calls_no_date_is_none(form: str) -> None:
    assert readings_of(form) == ()


def test_the_page_has_all_its_tables() -> None:
    assert len(ONE) > 80
    assert len(SEVERAL) > 4
    assert len(NONE) > 8


@pytest.mark.parametrize("kind", ["months", "weekdays"])
def test_no_name_means_two_things_in_the_languages_of_feeds(kind: str) -> None:
    named = months_named if kind == "months" else weekdays_named
    languages = set(LANGUAGES.split())
    for name in names_as_written("months" if kind == "months" else "weekdays"):
        meanings = [
            number for number, where in named(fold(name)).items() if languages & set(where.split()) or not where
        ]
        assert len(meanings) <= 1 or (kind == "weekdays" and len(fold(name)) == 2), name


def test_the_page_names_the_languages_of_the_names() -> None:
    kinds: tuple[Literal["months", "weekdays"], ...] = ("months", "weekdays")
    codes = {
        code
        for kind in kinds
        for row in names_as_written(kind).values()
        for languages in row.values()
        for code in languages.split()
    }
    named = {Locale.parse(code).get_display_name("en").split()[0] for code in codes}  # Norwegian Bokmål
    listed = PAGE[PAGE.index("from the Unicode CLDR:") :].partition(".\n")[0].partition(":")[2]
    assert set(re.findall(r"[A-Z]\w+", listed)) == named
    assert f"{len(codes)} languages" in PAGE


def test_a_column_decides_between_years_of_two_digits_with_points() -> None:
    finder = OrderFinder()
    for text in ("14.12.16", "25.05.98"):
        finder.add(text, readings_of(text))
    assert parse_published("14.12.16", Evidence(finder.orders())) == date(2016, 12, 14)
    assert parse_published("04.05.98", Evidence(finder.orders())) == date(1998, 5, 4)
    months_first = OrderFinder()
    months_first.add("12.31.98", readings_of("12.31.98"))
    assert parse_published("04.05.98", Evidence(months_first.orders())) == date(1998, 4, 5)


def test_only_names_of_croatian_mean_other_months_elsewhere() -> None:
    several = {name for name in map(fold, names_as_written("months")) if len(months_named(name)) > 1}
    assert several == {"lip", "lis", "listopad", "listopada", "srp"}
    assert all("hr" in " ".join(months_named(name).values()) for name in several)
    assert not several & foreign_months().keys()


def test_english_names_mean_nothing_else_in_other_languages() -> None:
    for name, number in ENGLISH_MONTHS.items():
        assert set(names_as_written("months").get(name, {number: ""})) == {number}
    for name, number in ENGLISH_WEEKDAYS.items():
        assert set(names_as_written("weekdays").get(name, {number: ""})) == {number}


@given(DAYS, st.sampled_from(sorted(names_as_written("months").items())))
def test_a_day_is_read_back_with_any_name_of_its_month(day: date, named: tuple[str, dict[int, str]]) -> None:
    name, months = named
    for month, languages in months.items():
        made = day.replace(day=min(day.day, 28), month=month)
        if {"th", "ar", "fa"} & set(languages.split()) and not 1500 <= made.year < 2400:
            made = made.replace(year=2016)  # other years are those of the Buddhist or the Persian calendar
        for text in (f"{made.day} {name} {made.year}", f"{made.day}. {name.upper()} {made.year}"):
            assert parse_published(text, Evidence(language=languages.split()[0])) == made


@pytest.mark.parametrize("text", ["1395/09/24", "1395-09-24", "1395-09-24T12:30:00Z"])
def test_a_note_says_that_a_day_may_be_of_the_persian_calendar(text: str) -> None:
    (note,) = clean(RawArticle({"title": "T", "body": "B", "published": text}, "a.csv", 2)).notes
    assert note.startswith(f'"{text}" may be of the Persian or the Islamic calendar')
    assert clean(RawArticle({"title": "T", "body": "B", "published": "24 September 1395"}, "a.csv", 2)).notes == ()


@given(DAYS, st.sampled_from("/.-"), st.booleans())
def test_a_numeric_day_is_itself_or_can_mean_two(day: date, sign: str, is_day_first: bool) -> None:
    one, two = (day.day, day.month) if is_day_first else (day.month, day.day)
    text = f"{one}{sign}{two}{sign}{day.year}"
    other = day.replace(month=day.day, day=day.month) if day.day <= 12 else day
    assert {each.moment for each in readings_of(text)} == {day, other}
    if day == other:
        assert parse_published(text) == day
    elif sign == ".":
        assert parse_published(text) == (day if is_day_first else other)
    else:
        assert parse_published(text) is None


@given(st.datetimes(datetime(1973, 3, 4), datetime(2200, 1, 1)))
def test_an_instant_is_read_back_from_the_seconds_since_1970(instant: datetime) -> None:
    seconds = int((instant - datetime(1970, 1, 1)).total_seconds())
    for value in (seconds, str(seconds), float(seconds), seconds * 1000 if seconds >= 10**9 else seconds):
        moments = [each.moment.replace(tzinfo=None) for each in readings_of(value) if isinstance(each.moment, datetime)]
        assert instant.replace(microsecond=0) in moments


@given(SIGNS | st.text(max_size=30) | st.sampled_from(sorted(ROWS)).flatmap(lambda form: SIGNS.map(form.__add__)))
def test_any_text_has_readings_that_exist(text: str) -> None:
    for reading in readings_of(text):
        assert 1 <= reading.moment.year <= 9999
    assert parse_published(text) is None or isinstance(parse_published(text), date)
    assert parse_span(text, date(2016, 12, 14)) is None or parse_span(text, date(2016, 12, 14)) is not None


@pytest.mark.parametrize("part", ["1", "1/", "12:30 ", "a ", "14 dec ", " ", "年", "-", "(", "İ", "é"])
def test_texts_of_any_length_are_read_in_linear_time(part: str) -> None:
    assert_linear(lambda size: parse_published(part * size), 10_000)
    for length in range(1, 80):
        parse_published((part * 80)[:length])


@pytest.mark.parametrize("value", [10**4000, -(10**4000), 1e300, float("nan"), float("inf"), True, {}, b"2016-12-14"])
def test_other_values_are_none(value: object) -> None:
    assert parse_published(value) is None

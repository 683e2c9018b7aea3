"""Tree → bound tree: what the words, dates and ranges of a query mean in an archive, and what its writer is told."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import DEFAULT_FIELDS, Field, FieldTable
from dateline.index.dates import DateSpan
from dateline.searcher.query import parse
from dateline.searcher.query.binding import BoundQuery, bind, row_of
from dateline.searcher.query.bound import (
    AllOf,
    AnyOf,
    Bound,
    Dated,
    Match,
    NoneOf,
    Nowhere,
    Value,
    Yearly,
    leaves_of,
)
from dateline.searcher.query.edits import apply_edits
from dateline.searcher.query.grammar import MOST_WORDS
from dateline.searcher.query.leaves import Term, TermPhrase, WordPattern
from dateline.searcher.query.scope import MOST_PATTERNS
from dateline.searcher.query.tree import MOST_NOTES, And, InField, Must, Phrase, Word

TODAY = date(2016, 12, 14)
BARE = ("title", "body")
WHOOSH = FieldTable(
    (Field("body", "text", analysis="whoosh:StandardAnalyzer", bare=True), Field("title", "text", bare=True))
)


def bound(query: str, fields: FieldTable = DEFAULT_FIELDS, today: date | None = TODAY) -> BoundQuery:
    tree = parse(query, lambda name: row_of(name, fields) is not None).tree
    return bind(tree, fields, query, today=today)


def told(query: str, fields: FieldTable = DEFAULT_FIELDS, today: date | None = TODAY) -> list[tuple[str, str]]:
    """Return what is noted about a query, each as (the part it speaks of, the message)."""
    return [(query[note.start : note.end], note.message) for note in bound(query, fields, today).notes]


def word(term: str, form: str | None = None, **given: object) -> Term:
    return Term("english", **{"fields": BARE, "term": term, "form": form or term, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("=Oil", word("oil", "Oil", exact=True)),
        ('="Oil"', word("oil", "Oil", exact=True)),
        ("title:=Oil", word("oil", "Oil", fields=("title",), exact=True, prefers=False)),
        ('title:="Oil"', word("oil", "Oil", fields=("title",), exact=True, prefers=False)),
        ("=U.S.", word("u.s", "U.S.", exact=True)),
        ("=R&D", TermPhrase("english", BARE, ("r", "d"), ("R", "D"))),
        ("=running-shoes", TermPhrase("english", BARE, ("run", "shoe"), ("running", "shoes"))),
        ('="Oil prices"', TermPhrase("english", BARE, ("oil", "price"), ("Oil", "prices"))),
        ('title:="Oil prices"', TermPhrase("english", ("title",), ("oil", "price"), ("Oil", "prices"))),
        ('-title:="Oil"', NoneOf(word("oil", "Oil", fields=("title",), exact=True, prefers=False))),
        ('"Oil prices"', TermPhrase("english", BARE, ("oil", "price"))),
        ("title:(=Oil OR gas)", AnyOf((
            word("oil", "Oil", fields=("title",), exact=True, prefers=False),
            word("gas", fields=("title",), prefers=False),
        ))),
    ],
)  # fmt: skip
def test_words_and_phrases_in_the_very_form(query: str, tree: object) -> None:
    assert bound(query) == BoundQuery(tree, None, ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    ["people:=Aliyev", 'places:="New York"', "source:=Reuters", "published:=2016", "story:=a1", "topics:=(oil)"],
)
def test_a_form_is_asked_for_in_texts_alone(query: str) -> None:
    if query == "topics:=(oil)":  # the grammar says it
        assert told(query) == []
        return
    name, _, value = query.partition(":")
    message = f"“=” asks for the form of a word in a text; {name} is searched without it"
    assert told(query) == [(value, message)]
    assert bound(query).tree == bound(query.replace("=", "")).tree


def test_the_s_of_a_possessive_is_noted_as_no_part_of_a_form() -> None:
    message = "“'s” at the end of a word is no part of its form; searched without it"
    assert told('="Reagan\'s"') == [('="Reagan\'s"', message)]
    assert told("=Reagan's") == [("=Reagan's", message)]
    assert [len(told(query)) for query in ('="Reagan\'s visit"', "title:=Reagan's")] == [1, 1]
    assert told("Reagan's") == told("=boys'") == told("=don't") == told("=U.S.") == []
    assert bound("=Reagan's").tree == bound("=Reagan").tree


def test_an_analysis_of_whooshs_keeps_no_forms() -> None:
    message = "“Oil” is searched without “=”: the analysis whoosh:StandardAnalyzer keeps no forms"
    assert told("=Oil", WHOOSH) == [("=Oil", message)]
    assert told("=oil", WHOOSH) == told("title:=Oil", WHOOSH) == []
    assert bound("body:=Oil", WHOOSH).tree == Term("whoosh:StandardAnalyzer", ("body",), "oil", "oil")
    assert told("the", WHOOSH) == []
    assert told("body:the", WHOOSH) == [("the", "“the” has nothing to search by; left out")]


# Each names days, or is words; a date that does not say its year is noted with the days it was read as.
READ = {
    "2016": "", "2016-12": "", "2016-12-14": "", "20161214": "", '"14 Dec 2016"': "", '"19th century"': "", "1990s": "",
    '"late 1990s"': "", "2016-W50": "", "1914-18": "",
    '"2016-12-14 12:30"': "has a time of day; the whole day is meant",
    "2016-12-14T12": "has a time of day; the whole day is meant",
    '"12:30 14 December 2016"': "has a time of day; the whole day is meant",
    "may": "is 2016-05-01 to 2016-05-31, counted from 2016-12-14",
    "Dec.": "is 2016-12-01 to 2016-12-31, counted from 2016-12-14",
    "today": "is 2016-12-14, counted from 2016-12-14",
    "yesterday": "is 2016-12-13, counted from 2016-12-14",
    "tonight": "is 2016-12-14, counted from 2016-12-14",
    '"last month"': "is 2016-11-01 to 2016-11-30, counted from 2016-12-14",
    '"this week"': "is 2016-12-12 to 2016-12-18, counted from 2016-12-14",
    '"two weeks ago"': "is 2016-11-30, counted from 2016-12-14",
    "monday": "is 2016-12-12, counted from 2016-12-14",
    "sun": "is 2016-12-11, counted from 2016-12-14",
    '"monday 12:30"': "is 2016-12-12, counted from 2016-12-14",
    '"tomorrow at 10 am"': "is 2016-12-15, counted from 2016-12-14",
    "14th": "is 2016-12-14, counted from 2016-12-14",
    "fall": "is 2016-09-01 to 2016-11-30, counted from 2016-12-14",
    "Q3": "is 2016-07-01 to 2016-09-30, counted from 2016-12-14",
    '"certainly may"': "is 2016-05-01 to 2016-05-31, counted from 2016-12-14",
    "04-15": "is read as 15 April of every year",
    '"May 5"': "is read as 5 May of every year",
    "christmas": "is read as 25 December of every year",
    "easter": "is read as Easter of every year",
    '"good friday"': "is read as 2 days before Easter of every year",
    '"easter monday"': "is read as 1 day after Easter of every year",
    "'16": "is read as 2016-01-01 to 2016-12-31",
    "90s": "is read as 1990-01-01 to 1999-12-31",
    "16/12/14": "is read as 2014-12-16",
    '"winter 1912"': "is read as 1912-12-01 to 1913-02-28",
    '"fiscal 2016"': "is read as 2016-01-01 to 2016-12-31",
    '"circa 1912"': "is read as 1912-01-01 to 1912-12-31",
    "1987-03-01/1987-03-31": "is read as 1987-03-01 to 1987-03-31",
    "1987-03–1987-04": "is read as 1987-03-01 to 1987-04-30",
    "1987-03-01,1987-03-31": "is read as 1987-03-01 to 1987-03-31",
    '"1987-03 : 1987-03-31"': "is read as 1987-03-01 to 1987-03-31",
}  # fmt: skip
TIMES = (
    "12:30", '"12:30"', "12:30:45", "00:00", "12:30Z", '"10 am"', "10am", "3pm", '"3 p.m."', "noon", "midnight",
    "morning", '"the evening"', '"5 o\'clock"', '"half past ten"', '"12.30 pm"',
)  # fmt: skip
NO_DATES = (
    "10", "12", "1", "99", "100", "20161", "nonsense", '"not a date"', "2016-13", "2016-02-30", "31/12", "12/14",
    "2016,", "year", "month", '"the week"', "day", "decade", "weekend", "now", "soon", "daily", '"every friday"',
    '"three days"', "0000", "२०१६", "2016-", "May–", "2016.12.14.15", "=12",
    "1987-03-31/1987-03-01", "1987-13/1987-14",
)  # fmt: skip


@pytest.mark.parametrize(("text", "note"), READ.items())
@pytest.mark.parametrize("field", ["published", "about"])
def test_a_date_that_does_not_say_its_year_is_noted_with_its_days(field: str, text: str, note: str) -> None:
    query = f"{text} oil {field}:{text}"
    assert isinstance(bound(f"{field}:{text}").tree, Dated | Yearly)
    plain = text.strip('"')
    expected = [(text, f"“{plain}” {note}")] if note else []
    assert told(query) == expected
    assert [note.start for note in bound(query).notes] == [query.rindex(text) for _ in expected]


@pytest.mark.parametrize("text", TIMES)
def test_a_time_of_day_is_no_date_and_searched_as_words(text: str) -> None:
    plain = text.strip('"')
    for today in (TODAY, None):
        assert told(f"published:{text}", today=today) == [
            (text, f"“{plain}” is a time of day, not a date; searched as words")
        ]
        assert bound(f"published:{text}", today=today).tree == bound(text).tree


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_searched_as_words(text: str) -> None:
    tree = bound(f"about:{text}").tree
    assert tree == bound(text).tree
    assert isinstance(tree, Term | TermPhrase)
    (*_, (about, message)) = told(f"oil about:{text}")
    plain = text.strip('="')
    assert (about, message) == (text, f"“{plain}” is not a date that Dateline reads; searched as words")


def test_a_date_that_can_be_two_days_says_so() -> None:
    for text in ("04/05/2016", "4/5/2016", "04-05-2016"):
        message = f"“{text}” can mean two days; write 2016-04-05 or 2016-05-04; searched as words"
        assert told(f"published:{text}") == [(text, message)]
    assert told("published:25/12/2016") == told("published:05/05/2016") == []


def test_a_relative_date_without_a_today_matches_nothing() -> None:
    message = "“yesterday” is relative to today, and no reference day is set; it matches no article"
    assert told("published:yesterday", today=None) == [("yesterday", message)]
    assert bound("published:yesterday", today=None).tree == Nowhere()
    assert bound("published:>yesterday", today=None).tree == Nowhere()
    assert bound("published:yesterday..12:30", today=None).tree == bound("yesterday..12:30").tree


@pytest.mark.parametrize(
    ("query", "same", "messages"),
    [
        ("published:2016..12:30", "2016..12:30", ["“12:30” is a time of day, not a date; searched as words"]),
        ("published:>3pm", "3pm", ["“3pm” is a time of day, not a date; searched as words"]),
        ('published:"1987-04-01.."', '"1987-04-01.."',
         ["“1987-04-01..” is not a date that Dateline reads; searched as words"]),
        ('published:"a b"..', '"a b"', ["“a b” is not a date that Dateline reads; searched as words"]),
        ("title:Wait...what", "title:Wait-what",
         ["title has no ranges, only dates have; searched as words"]),
        ("title:>2016", "title:2016", ["title has no ranges, only dates have; searched as words"]),
        ("title:(body:>2016)", "body:2016",
         ["body has no ranges, only dates have; searched as words"]),
    ],
)  # fmt: skip
def test_a_range_that_is_none_is_searched_as_words(query: str, same: str, messages: list[str]) -> None:
    assert bound(query).tree == bound(same).tree
    assert [message for _, message in told(query)] == messages


def test_a_range_of_values_is_a_value() -> None:
    assert bound("source:a..b").tree == Value("source", "a..b")
    assert bound("source:>=a").tree == Value("source", ">=a")


def test_the_bounds_of_a_range_are_noted_like_dates() -> None:
    query = 'published:"last month"..yesterday'
    assert told(query) == [
        (query, "“last month” is 2016-11-01 to 2016-11-30, counted from 2016-12-14"),
        (query, "“yesterday” is 2016-12-13, counted from 2016-12-14"),
    ]
    days = bound(query).tree
    assert days == Dated("published", DateSpan(date(2016, 11, 1), date(2016, 12, 13)))
    christmas = bound("published:christmas..2016").tree
    assert christmas == Dated("published", DateSpan(date(2015, 12, 25), date(2016, 12, 31)))
    certain = bound('published:"certainly 2015"..2016').tree
    assert certain == Dated("published", DateSpan(date(2015, 1, 1), date(2016, 12, 31)), True)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ('published:>="March 10"', "2016-03-10", "9999-12-31"),
        ('published:<="Dec 20"', "0001-01-01", "2015-12-20"),
        ('published:"Dec 20".."Jan 5"', "2015-12-20", "2016-01-05"),
        ('published:"Dec 10".."Jan 5"', "2016-12-10", "2017-01-05"),
        ('published:"Dec 10"..2013-02-01', "2012-12-10", "2013-02-01"),
        ('published:2013-02-01.."Jan 5"', "2013-02-01", "2014-01-05"),
        ('published:"since March 10"', "2016-03-10", "9999-12-31"),
        ('published:"after 29 February"', "2016-03-01", "9999-12-31"),
        ('published:"until christmas"', "0001-01-01", "2015-12-25"),
        ('published:"Dec 20..Jan 5"', "2015-12-20", "2016-01-05"),
        ('published:"ramadan".."eid al-fitr"', "2016-06-07", "2016-07-07"),
    ],
)
def test_a_day_of_every_year_bounds_a_range_in_the_year_that_fits(query: str, first: str, last: str) -> None:
    made = bound(query)
    assert made.tree == Dated("published", DateSpan(date.fromisoformat(first), date.fromisoformat(last)))
    assert all(", counted from 2016-12-14" in note.message for note in made.notes)


def test_a_day_of_every_year_bounds_nothing_without_a_day_to_count_from() -> None:
    assert bound('published:>="March 10"', today=None).tree == Nowhere()


@pytest.mark.parametrize(
    ("query", "typed", "meant"),
    [
        ("oil places:country=Iran", "country=", "places:Iran"),
        ("places:Country:Iran", "Country:", "places:Iran"),
        ('places:"city=New York" oil', "city=", 'places:"New York"'),
        ('places:region:"New York"', "region:", 'places:"…"'),
        ("places:continent=(Asia OR Africa)", "continent=", "places:(…)"),
        ("about:year=1987", "year=", "about:1987"),
        ('published:"month=March 1987"', "month=", 'published:"March 1987"'),
    ],
)
def test_a_value_that_begins_with_the_part_of_a_facet_is_noted(query: str, typed: str, meant: str) -> None:
    message = f"“{typed}” names part of a facet and is no part of a value; write {meant}"
    [note] = [each for each in bound(query).notes if each.message == message]
    changed, _ = apply_edits(query, note.edits)
    assert changed == query.replace(typed, "")
    assert bound(changed).notes == ()


@pytest.mark.parametrize(
    "query", ["title:year=1987", "topics:country=Iran", "places:year=1987", "places:country=", "places:country oil"]
)
def test_a_value_that_begins_with_any_other_word_is_not(query: str) -> None:
    assert bound(query).notes == ()


def test_a_note_speaks_of_the_place_where_its_word_stands() -> None:
    query = "12 title:12 ? “12” published:12 12"
    (note,) = bound(query).notes
    assert (note.start, note.end) == (query.index(":12 12") + 1, query.index(":12 12") + 3)
    plain = "oil the the gas the"  # read without a lexer
    fields = FieldTable((Field("body", "text", analysis="whoosh:StandardAnalyzer", bare=True),))
    assert [note.start for note in bound(plain, fields).notes] == [4, 8, 16]


def test_a_word_without_anything_to_search_by_is_noted() -> None:
    assert told("oil ₿") == [("₿", "“₿” has no letters or digits to search by; left out")]
    assert told('oil "₿ -"') == [('"₿ -"', "the phrase has no letters or digits to search by; left out")]
    table = FieldTable((Field("body", "text"),))
    assert told("oil", table) == [("oil", "no field is searched by words without a field; left out")]


def test_terms_are_limited_whatever_the_analysis_makes_of_a_word() -> None:
    fields = FieldTable((Field("body", "text", analysis="whoosh:NgramWordAnalyzer(minsize=2, maxsize=4)", bare=True),))
    letters = "".join(chr(ord("a") + number * 7 % 26) + chr(ord("a") + number % 26) for number in range(1_000))
    query = f"ab {letters} cd"
    found = bound(query, fields)
    assert isinstance(found.tree, AllOf)
    terms = [term for clause in found.tree.clauses for term in getattr(clause, "clauses", (clause,))]
    assert 0 < len(terms) <= MOST_WORDS
    message = f"a query can have {MOST_WORDS:,} terms; the rest is left out"
    assert [(query[note.start : note.end], note.message) for note in found.notes] == [(letters, message)]


@pytest.mark.parametrize(
    "shape", ["{}*", "*{}", "{}~1", "/{}+/", "people:{}*", "(x OR {}*)", "{}* NEAR/2 oil", '"oil {}*"']
)
def test_patterns_are_limited_with_one_note(shape: str) -> None:
    words = [shape.format(f"w{number}") for number in range(MOST_PATTERNS + 2)]
    assert bound(" ".join(words[:-2])).notes == ()
    (note,) = bound(" ".join(words)).notes
    assert note.message == (
        "a query can have 64 words with wildcards, “~” or slashes; this one and later ones are left out"
    )
    assert note.start >= len(" ".join(words[:-2]))
    if "oil" not in shape and "OR" not in shape:
        assert bound(" ".join(words)).tree == bound(" ".join(words[:-2])).tree
    else:
        patterns = [each for each in leaves_of(bound(" ".join(words)).tree) if isinstance(each, WordPattern)]
        assert len(patterns) == MOST_PATTERNS


def test_notes_are_limited() -> None:
    query = " ".join(f"published:x{number}" for number in range(100))
    notes = bound(query).notes
    assert len(notes) == MOST_NOTES + 1
    assert notes[-1].message == "and 80 more like these"
    assert (notes[-1].start, notes[-1].end) == (query.index("x20"), len(query))


@pytest.mark.parametrize(
    ("query", "any_of"),
    [
        ("oil price OR gas", "oil OR price OR gas"),
        ('oil (price OR "crude oil" gas)', 'oil OR (price OR "crude oil" OR gas)'),
        ("oil (gas OR coal (wood OR peat turf)) rain", "oil OR (gas OR coal OR wood OR peat OR turf) OR rain"),
        ("oil price OR gas published:2016", "oil price OR gas published:2016"),
        ("oil price OR -gas", "oil price OR -gas"),
    ],
)
def test_any_reaches_into_alternatives_of_words_and_of_nothing_else(query: str, any_of: str) -> None:
    parsed = parse(query, lambda name: row_of(name, DEFAULT_FIELDS) is not None).tree
    assert flat(bind(parsed, DEFAULT_FIELDS, query, match="any").tree) == flat(bound(any_of).tree)


@pytest.mark.parametrize("match", ["auto", "all", "any"])
def test_clauses_in_clauses_that_programs_make_are_as_side_by_side(match: Match) -> None:
    oil, gas, rain = Word("oil"), Phrase("gas price"), Word("rain")
    nested = And((And((oil, And((gas, InField("title", rain))))), Must(rain)))
    side_by_side = And((oil, gas, InField("title", rain), Must(rain)))
    assert bind(nested, DEFAULT_FIELDS, "", match=match) == bind(side_by_side, DEFAULT_FIELDS, "", match=match)


def flat(tree: Bound) -> Bound:
    """Return alternatives with those within them in one row."""
    if not isinstance(tree, AnyOf):
        return tree
    rows = [each.clauses if isinstance(each, AnyOf) else (each,) for each in map(flat, tree.clauses)]
    return AnyOf(tuple(clause for row in rows for clause in row))

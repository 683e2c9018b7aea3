"""What the law tests are run on: small random articles and queries that meet often.

The vocabulary is tiny, so that words coincide; it has inflections, capitals, accents, stop
words, words that analysis splits, and words that the end of a line has broken.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from dateline.index import Article
from dateline.index.dates import DateSpan
from dateline.index.entities.mention import DateMention, Extraction, PersonMention, PlaceMention

WORDS = (
    "oil", "Oil", "oils", "running", "run", "Run", "café", "cafe", "Café", "the", "of", "mayor", "Lyon", "Lyon's",
    "R&D", "U.S.", "wp-includes", "3.8bn", "1990s", "strike", "strikes", "東京", "don't",
    "may-\nor", "stri-\nkes",
)  # fmt: skip
PEOPLE = ("Ilham Aliyev", "Aliyev", "ilham aliyev", "Angela Merkel")
BYLINES = (None, None, "Ailsa Grant", "By AILSA GRANT and Tom Reid, Reuters", "Tom Reid, Staff Writer", "Reuters")
PLACES = ("usa", "USA", "papua new guinea", "guinea")
DAYS = (
    st.dates(date(2014, 1, 1), date(2016, 12, 31))
    | st.just(date(2016, 12, 14))
    | st.dates(date(1849, 1, 1), date(2101, 12, 31))
)
ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
INSTANTS = st.datetimes(datetime(2016, 1, 1), datetime(2016, 12, 31), timezones=ZONES)
IDS = st.integers(0, 25).map(lambda number: f"a{number}")


SPANS = st.sampled_from((
    (date(2016, 12, 14), date(2016, 12, 14), "day"), (date(2016, 12, 12), date(2016, 12, 18), "week"),
    (date(2015, 3, 1), date(2015, 3, 31), "month"), (date(2016, 1, 1), date(2016, 12, 31), "year"),
    (date(2015, 12, 30), date(2016, 1, 2), "day"), (date(2015, 1, 1), date(2016, 12, 31), "year"),
))  # fmt: skip


@st.composite
def mentions(draw: st.DrawFn) -> Extraction:
    """What may have been found in a text, whatever its words: the offsets mean nothing."""
    people = [PersonMention("", 0, 0, name) for name in draw(st.lists(st.sampled_from(PEOPLE), max_size=2))]
    places = [
        PlaceMention("", 0, 0, name, name, "unknown") for name in draw(st.lists(st.sampled_from(PLACES), max_size=2))
    ]
    spans = draw(
        st.lists(
            st.tuples(SPANS, st.sampled_from((100, 100, 60)), st.sampled_from(("DATE", "TIME", "SET"))), max_size=2
        )
    )
    dates = [DateMention("", 0, 0, kind, DateSpan(*span, sure)) for span, sure, kind in spans]
    return Extraction(tuple(people), tuple(places), tuple(dates))


def texts(longest: int) -> st.SearchStrategy[str]:
    """Texts of up to so many words."""
    return st.lists(st.sampled_from(WORDS), max_size=longest).map(" ".join)


def articles() -> st.SearchStrategy[Article]:
    """Articles with ids that come again."""
    made = st.builds(
        Article,
        id=IDS,
        title=texts(4),
        body=texts(25),
        published=st.none() | DAYS | INSTANTS,
        source=st.sampled_from((None, "Courier", "courier", "Herald")),
        byline=st.sampled_from(BYLINES),
        people=st.lists(st.sampled_from(PEOPLE), max_size=2).map(tuple),
        places=st.lists(st.sampled_from(PLACES), max_size=3).map(tuple),
        mentions=st.just(Extraction()) | mentions(),
    )
    # What was found is not content: that the same content comes with other mentions is no case to be tried here.
    return made.map(lambda article: replace(article, extra={"found": repr(article.mentions)}))


def clauses() -> st.SearchStrategy[str]:
    """Words, phrases, fields and dates, as typed."""
    word = st.sampled_from(WORDS)
    phrase = st.lists(word, min_size=1, max_size=3).map(lambda row: f'"{" ".join(row)}"')
    exact = st.tuples(st.sampled_from(("=", "==")), word | phrase).map("".join)
    dates = (
        "2016", "2016-12", "2016-12-14", ">2015", "<=2016-06", "2015-03..2016-02", "..2014", "nonsense", "12:30",
        "oil", '"the mayor"', "=Oil", "run..2016", "12-14", "yesterday", ">yesterday",
    )  # fmt: skip
    return st.one_of(
        word,
        word,
        phrase,
        exact,
        st.tuples(st.sampled_from(("title:", "body:")), word | phrase | exact).map("".join),
        st.sampled_from(("title:oil..Run", "source:a..b", "people:=aliyev", 'source:="courier"')),
        st.sampled_from(("people:aliyev", 'people:"ilham aliyev"', "places:GUINEA", "places:usa", "source:courier")),
        st.sampled_from(("byline:grant", "author:reid", 'byline:"Tom Reid and Ailsa Grant"', "byline:gr*")),
        st.sampled_from(dates).map("published:".__add__),
        st.sampled_from(dates).map("about:".__add__),
        st.sampled_from(("2016", "2016-12", "2016-12-14", "2015-03")).map('about:"certainly {}"'.format),
        placed(word | phrase | exact),
        st.sampled_from(PATTERNS),
        st.sampled_from(("*", "people:*", "title:*", "published:*", "about:*", "weekday:wednesday", "zebra")),
    )


# Words by pattern, of which the vocabulary has some.
PATTERNS = (
    "oi*",
    "*ike",
    "r?n",
    "/r(un|ap)+.*/",
    "mayer~1",
    "title:str*",
    '"oil ru*"',
    "may*-o",
    "cofé~1",
    "people:al*",
    'people:"il* al*"',
    'places:"gu*"',
    "weekday:wed",
)


WEIGHTS = ("^2", "^0.5", "^=1", "^0")


def placed(leaf: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Operators of places between words and phrases, and counts of clauses."""
    leaf |= st.sampled_from(("oi*", "*ike", "r?n", "/u.*/"))
    operators = ("NEAR/2", "ADJ/1", "ADJ/3", "SENT", "PARA", "NOT NEAR/2", "NOT ADJ/2", "NOT SENT", "NEAR/9")
    pair = st.tuples(leaf, st.sampled_from(operators), leaf).map(lambda row: "({} {} {})".format(*row))
    operand = leaf | pair | st.tuples(leaf, leaf).map(lambda row: f"({row[0]} OR {row[1]})")
    beside = st.tuples(leaf, leaf, leaf, st.sampled_from(("({1} {2}) FIRST/9", "({1} SENT ({2} {0}))")))
    operand |= beside.map(lambda row: f"({row[0]} OR {row[3].format(*row[:3])})")
    return st.one_of(
        pair,
        st.tuples(operand, st.sampled_from(operators), operand).map(" ".join),
        st.tuples(operand, st.integers(1, 9)).map(lambda row: f"{row[0]} FIRST/{row[1]}"),
        operand.map(lambda clause: f"ATLEAST/2 {clause}"),
        leaf.map(lambda clause: f"^({clause})"),
        st.tuples(leaf, leaf, leaf, st.integers(1, 9)).map(lambda row: "2 OF ({} {} {}) FIRST/{}".format(*row)),
        st.tuples(st.integers(1, 5), st.lists(leaf, min_size=3, max_size=6)).map(
            lambda row: f"{min(row[0], len(row[1]))} OF ({' '.join(row[1])})"
        ),
        st.tuples(leaf, st.sampled_from(WEIGHTS)).map(lambda row: f"({row[0]}){row[1]}"),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda row: f'"{" ".join(row)}"~2'),
    )


def queries() -> st.SearchStrategy[str]:
    """Queries with every operator."""

    def combine(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        rows = st.lists(inner, min_size=2, max_size=3)
        return st.one_of(
            rows.map(" ".join),
            rows.map(" AND ".join),
            rows.map(" OR ".join),
            inner.map(lambda clause: f"({clause})"),
            inner.map(lambda clause: f"-({clause})"),
            inner.map(lambda clause: f"+({clause})"),
            inner.map(lambda clause: f"NOT ({clause})"),
            st.tuples(inner, st.sampled_from(WEIGHTS)).map(lambda row: f"({row[0]}){row[1]}"),
            st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) -({pair[1]})"),
        )

    return st.recursive(clauses(), combine, max_leaves=5)

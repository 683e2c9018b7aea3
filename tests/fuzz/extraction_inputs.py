"""Seeded inputs for extraction and for dates in queries: real and made sentences, cut, shuffled, spliced and damaged.

The real sentences are those of ``corpus/`` and, where $DATELINE_DATA names the public collections, of the first records
of each. `make_input` draws one input, `check_input` runs it and raises what is wrong.
"""

from __future__ import annotations

import json
import lzma
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from random import Random

from dateline.index import extract
from dateline.index.entities.record import decode_extraction, encode_extraction
from dateline.index.fields import DEFAULT_FIELDS
from dateline.searcher.query import parse
from dateline.searcher.query.binding import bind
from dateline.searcher.query.dates import read_date_value

__all__ = ["PHRASES", "Input", "check_input", "extract_input", "make_input", "real_sentences"]

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = re.compile(r"[^.!?\n][^.!?]*[.!?]*\s*")
LONGEST_SENTENCE = 400
RECORDS, TOKENS = 3000, 100_000
LONGEST = 100_000

TO = (" to ", " to ", " until ", " till ", " through ", " and ", "-", "–", "—", " - ", "--", " to\n", ", ")
OPENINGS = (
    "from ", "from ", "between ", "", "on ", "until ", "of ", "early ", "late ", "since ", "by ", "the end of ",
)  # fmt: skip
MONTHS = ("January", "Feb.", "March", "Apr", "May", "JUNE", "july", "Aug.", "Sept", "October", "nov", "December")
WEEKDAYS = ("Monday", "Tues.", "Wed", "Thursday", "fri.", "Saturday", "Sunday")
TAILS = (
    "", "", "", " inst.", " ult.", " prox.", " instant", " ultimo", " of this month", " of last month",
    " of next month", " of the month", " 1916", " of May", " May 1916", " century", " centuries", " of last year",
    " at 3 p.m.", " morning", " ago", " last", " next", "s", " inclusive", " regiments", ", 1916",
)  # fmt: skip
NUMBERS = (
    "0", "00", "1", "2", "12", "13", "14", "19", "28", "29", "30", "31", "32", "45", "99", "100", "1000", "1752",
    "1916", "1999", "2016", "2199", "2200", "9999", "10000", "65536", "4294967296", "9" * 39, "9" * 41, "1" * 400,
    "3.5", "1,000", "-1", "1e9", "½", "²", "٣", "１４", "Ⅻ", "①", "0x1F", "1/2", "31/02/2016", "04/05/2016", "29/2/99",
    "2016-02-30", "9999-12-31", "0001-01-01", "0000-00-00", "2016-W53", "24:00", "25:61", "12:30", "1998-Q4", "'00",
    "1914-18", "1990s", "9990s", "0000s", "22nd century",
)  # fmt: skip
# Whatever the grammar of dates has: each can stand beside each.
GRAMMAR = """
    today | yesterday | tomorrow | tonight | Easter | Christmas | easter week | spring | winter | Q3 |
    the first quarter | last week | next year | three days | two weeks ago | 9999 centuries ago | every Friday |
    the 1990s | the 19th century | 29 February | 31 November | this morning | the day | the year before last |
    five years later | the next day | a fortnight | noon | o'clock | circa 1912 | FY2013 | the first half |
    the same month | the weekend of May 3 | thirty years ago this week | the weekend | this weekend |
    last weekend | next weekend | the first weekend | weekend | a weekend | Monday | last Monday | next Friday |
    Mondays | the last Monday | the first Sunday | January | last January | next May | May 3 | 3 May | the 3rd |
    the 3rd of May | the third | the third of the month | 3rd inst. | the last quarter | the third quarter |
    the half | the second half | H1 | half | mid-May | mid | early May | late 2016 | the end | the beginning |
    the start | the close | the middle | the turn | last spring | the summer | the winter of 1986-87 | fall |
    autumn | last Easter | Easter Monday | Easter week | Christmas Eve | Labor Day | Passover | Eid | Ramadan |
    Lent | 9/11 | the holidays | now | currently | midnight | the morning | last night | Monday night |
    the evening | 3 p.m. | 15:30 | two o'clock | this week | the week | next week | a week |
    the week ended May 3 | that week | the previous week | the following week | this month | last month |
    next month | the month | that month | the following month | this year | last year | the year | that year |
    the same year | the previous year | the following year | a year earlier | a year ago | a year later | year |
    every year | each year | years | two years | two years ago | two years later | 2 1/2 years |
    three days ago | a few days | some months | recent months | the past month | the next three days |
    the last two weeks | the first three months | the first nine months of 1986 | six months |
    at least six months | this decade | the decade | the '80s | the last decade | the next century | 1986 |
    2016 | fiscal 1987 | the fiscal year | the current fiscal year | 1914-18 | 1986/87 | 12/14/2016 | 4/5 |
    2016-05-03 | 2016-W09 | 1987-Q4 | the day before | the day before yesterday | the week after next |
    a fortnight ago | the season | last season | hour | the hour | an hour ago | minutes | once | twice a week |
    daily | weekly | monthly | every other day | Friday's | the Friday before | class of '68 |
    nineteen ninety-one | April one | the ides | the eve | 13/14 November 2015 | no date | February 30 |
    June 31, 1987
"""
PHRASES = tuple(each.strip() for each in GRAMMAR.split("|"))
VERBS = (
    "runs", "ran", "will run", "was held", "is due", "has been", "met", "opens", "left Baku", "said it will meet",
)  # fmt: skip
DATELINES = ("BAKU, Dec. 30 (Reuters) - ", "LONDON, Jan 1 (AP) —", "PARIS, 29 February -- ", "", "", "", "")
NAMES = (
    "Mr Aliyev", "Ilham Aliyev", "Aliyev, Ilham", "J. K. Rowling", "Mrs. von der Leyen", "PRESIDENT BUSH", "the U.S.",
    "Paris, Texas", "Springfield, Ill.", "Azerbaijani", "Sen. John Smith Jr.", "Pope Francis", "O'Neill-Ó",
)  # fmt: skip
FORENAMES = ("John", "Mary", "Ilham", "Mr", "Mrs. Ann", "J.", "PRESIDENT", "Mohammed", "Li", "Sir John", "O.")
SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zan", "der", "son", "ska", "ov")
ODD = (
    "\ud800", "\udfff", "\udcff", "\0", "\u200f", "\u200e", "\u202e", "\ufeff", "\u00ad", "\u0301", "\u200d",
    "\U0001f600", "ß", "ſ", "ı", "İ", "\u212a", "ǰ", "ﬁ", "\u2028", "\u2029", "\x85", "\x1c", "\x0b", "\xa0", "\t",
    "\r\n", "\u3000", "中文", "أ", "Ж", "\uffff", "\U0010ffff", "\x7f", "’", "“", "…",
)  # fmt: skip
LANGUAGES = (None, None, None, None, "en", "en-GB", "en-US", "de", "fr", "xx", "", "-", "EN_us", "zh-Hant-TW", "ſ")
ODD_DAYS: tuple[date | None, ...] = (
    None, date.min, date.max, date(1, 1, 31), date(1, 12, 31), date(2, 3, 1), date(9999, 1, 1), date(9999, 11, 30),
    date(9998, 12, 31), date(2016, 2, 29), date(1900, 2, 28), date(1752, 9, 14), datetime.min, datetime.max,
    datetime.min.replace(tzinfo=timezone(timedelta(hours=23, minutes=59))),
    datetime.max.replace(tzinfo=timezone(-timedelta(hours=23, minutes=59))),
    datetime(2016, 12, 14, 23, 59, 59, 999999, timezone(timedelta(microseconds=1))),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Input:
    """One call of `extract`, and a query for what the text says."""

    text: str
    published: date | None
    language: str | None
    day_first: bool | None
    printed_dateline: str | None
    query: str


def real_sentences() -> list[str]:
    """Return the sentences of the corpus and of the first records of each collection that is there."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted((ROOT / "corpus").rglob("*.txt"))]
    folder = os.environ.get("DATELINE_DATA")
    for path in sorted(Path(folder).rglob("*.xz")) if folder else ():
        texts += collection_texts(path)
    found = (each[0] for text in texts for each in SENTENCE.finditer(text))
    return list(dict.fromkeys(each[:LONGEST_SENTENCE] for each in found if each.strip()))


def collection_texts(path: Path) -> list[str]:
    """Return the texts of the first records of a collection: of JSON Lines the bodies, else the first columns."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        if path.name.endswith(".jsonl.xz"):
            return [
                record.get("body") or record.get("text") or "" for record in map(json.loads, islice(lines, RECORDS))
            ]
        columns = (line.split(" ")[0].strip() or "\n" for line in islice(lines, TOKENS))
        return [" ".join(columns)]


def ordinal(random: Random) -> str:
    """Return a day of a month as printed, now and then one that no month has."""
    number = random.choice((*range(1, 32), 0, 32, 45, 99))
    return f"{number}{random.choice(('th', 'th', 'st', 'nd', 'rd', 'd', ''))}"


def moment(random: Random) -> str:
    """Return an expression of time, or what looks like one."""
    day, month = ordinal(random), random.choice(MONTHS)
    return random.choice((
        f"the {day}", f"the {day}", f"the {day}", day, f"{day} {month}", f"{month} {day}", f"{month} {day}, 1916",
        f"the {day} of {month}", month, random.choice(WEEKDAYS), f"{random.choice(WEEKDAYS)} the {day}",
        f"the {day} inst.", f"the {day} ult.", random.choice(NUMBERS), random.choice(PHRASES), random.choice(PHRASES),
    ))  # fmt: skip


def phrase(random: Random) -> str:
    """Return a date or a range of any two moments."""
    to = random.choice(TO) + moment(random) if random.random() < 0.7 else ""
    return random.choice(OPENINGS) + moment(random) + to + random.choice(TAILS)


def name(random: Random) -> str:
    """Return the name of a person or a place, often one that no other input has."""
    if random.random() < 0.5:
        return random.choice(NAMES)
    surname = "".join(random.choice(SYLLABLES) for _ in range(random.randrange(1, 4))).title()
    return f"{random.choice(FORENAMES)} {random.choice((surname, surname, 'Smith', surname.upper()))}"


def made(random: Random, _sentences: list[str]) -> str:
    subject = random.choice(("The fair", "It", name(random)))
    return f"{random.choice(DATELINES)}{subject} {random.choice(VERBS)} {phrase(random)}."


def bare(random: Random, _sentences: list[str]) -> str:
    return phrase(random)


def soup(random: Random, _sentences: list[str]) -> str:
    kinds: tuple[Callable[[Random], str], ...] = (
        moment, phrase, name, lambda it: it.choice(TO), lambda it: it.choice(TAILS),
    )  # fmt: skip
    return random.choice((" ", " ", "", "\n", ", ")).join(
        random.choice(kinds)(random) for _ in range(random.randrange(9))
    )


def real(random: Random, sentences: list[str]) -> str:
    return random.choice(sentences)


def spliced(random: Random, sentences: list[str]) -> str:
    one, other = random.choice(sentences), random.choice(sentences)
    return one[: random.randrange(len(one) + 1)] + other[random.randrange(len(other)) :]


def several(random: Random, sentences: list[str]) -> str:
    return random.choice((" ", "\n", "\n\n")).join(random.choice(SOURCES[:-1])(random, sentences) for _ in range(4))


Source = Callable[[Random, list[str]], str]
SOURCES: tuple[Source, ...] = (made, made, bare, soup, real, real, spliced, spliced, several)


def cut(random: Random, text: str) -> str:
    low, high = sorted((random.randrange(len(text) + 1), random.randrange(len(text) + 1)))
    return text[low:high]


def shuffled(random: Random, text: str) -> str:
    words = text.split(" ")
    random.shuffle(words)
    return " ".join(words)


def renumbered(random: Random, text: str) -> str:
    return re.sub("[0-9]+", lambda _: random.choice(NUMBERS), text, count=random.randrange(1, 4))


def inserted(random: Random, text: str) -> str:
    for _ in range(random.randrange(1, 5)):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice((random.choice(ODD), random.choice(NUMBERS), phrase(random))) + text[at:]
    return text


def replaced(random: Random, text: str) -> str:
    alike = {"s": "ſ", "i": "ı", "I": "İ", "k": "\u212a", " ": "\xa0", "-": "–", "'": "’"}
    return "".join(alike[each] if each in alike and random.random() < 0.2 else each for each in text)


def recased(random: Random, text: str) -> str:
    return random.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def respaced(random: Random, text: str) -> str:
    return text.replace(" ", random.choice(("", "  ", "\n", "\t", "\xa0", "\n\n", ", ", "\r\n")))


def repeated(random: Random, text: str) -> str:
    if random.random() < 0.95:  # long texts are slow
        return text * random.randrange(4)
    low = random.randrange(len(text) + 1)
    return (text[:low] + text[low : low + random.randrange(1, 60)] * random.randrange(1, 1000) + text[low:])[:LONGEST]


# {0}: a piece of the text; {1}: its beginning
QUERIES = (
    'about:"{0}"', 'about:"{1}"', "about:{0}", 'published:"{1}"', 'published:"{0}".."{1}"', 'about:("{0}" OR "{1}")',
    'about:"certainly {0}"', 'about:"possibly {1}" -published:"{0}"', 'about:>"{0}"', "published:{1}..", "{1}",
)  # fmt: skip
DAMAGES = (cut, shuffled, renumbered, inserted, inserted, replaced, recased, respaced, repeated)


def make_input(random: Random, sentences: list[str]) -> Input:
    """Return the next input of a random generator."""
    text = random.choice(SOURCES)(random, sentences)
    for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
        text = random.choice(DAMAGES)(random, text)
    day = (
        random.choice(ODD_DAYS)
        if random.random() < 0.4
        else date.fromordinal(random.randrange(1, date.max.toordinal()))
    )
    line = random.choice(DATELINES) + text[:40] if random.random() < 0.1 else None
    query = random.choice(QUERIES).format(cut(random, text)[:60], text[:80])
    return Input(text, day, random.choice(LANGUAGES), random.choice((None, None, True, False)), line, query)


def extract_input(given: Input) -> None:
    """Extract from an input, and hold each mention and the record to the text."""
    found = extract(
        given.text,
        given.published,
        language=given.language,
        day_first=given.day_first,
        printed_dateline=given.printed_dateline,
    )
    for mention in found:
        assert given.text[mention.start : mention.end] == mention.text, mention
    for each in found.dates:
        assert (each.first is None) == (each.last is None) == (each.precision is None), each
        assert each.first is None or each.last is None or each.first <= each.last, each
    kept = decode_extraction(json.loads(encode_extraction(found)), given.text)
    assert replace(kept, dateline=None) == replace(found, dateline=None)
    if found.dateline is None or found.dateline.end:
        assert kept.dateline == found.dateline
    else:  # given apart: its texts are in no text
        line, was = kept.dateline, found.dateline
        assert line is not None
        assert line.agency == was.agency
        assert (line.place and line.place.label) == (was.place and was.place.label)
        assert (line.date and line.date.first) == (was.date and was.date.first)


def check_input(given: Input) -> None:
    """Extract from an input and ask for it in a query. Raises what is wrong: anything but an answer."""
    extract_input(given)
    today = given.published.date() if isinstance(given.published, datetime) else given.published
    asked = read_date_value(given.text, today).date
    assert asked is None or asked.days is None or asked.days.first <= asked.days.last, asked
    tree = parse(given.query, lambda name: DEFAULT_FIELDS.get(name) is not None).tree
    bind(tree, DEFAULT_FIELDS, given.query, today=today)

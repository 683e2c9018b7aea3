"""Seeded queries: spliced from words and lines of texts, operators, fields, quotation marks, dates and odd characters.

`make_query` draws one, `run_campaign` checks as many as wanted.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

__all__ = ["Corpus", "make_query", "run_campaign"]

LONGEST = 100_000  # characters, of which a query is read
OPERATORS = (
    *("NEAR/3", "NEAR", "ADJ/2", "SENT", "PARA", "FIRST/9", "ATLEAST/2", "2 OF (", "NOT NEAR/4", "NOT SENT", "^", "^2"),
    *("^=1", "~1", "~3", "?", "*", "[person]", "has:topics", "missing:source", "[2015 TO 2019]", "{a TO b]", "/a.*/"),
)
SIGNS = (
    *("AND", "OR", "NOT", "and", "or", "not", "-", "+", "−", "–", "—", "=", "==", '="', "(", ")", '"', "“", "”", "„"),
    *("«", "'", "‘", "’", "「", "」", ":", "：", "*", "*:*", "~2", "^3", "..", "…", ">", ">=", "<", "≤"),
    *("&&", "||", "|", "!", "/", "（", "）", "＝", "&", "#", "@", "?", ".", ",", ";", "\\", "[", "]", "{", "}"),
)
FIELDS = (
    *("title:", "body:", "published:", "about:", "date:", "source:", "topics:", "weekday:", "people:", "places:"),
    *("agency:", "filed:", "story:", "foo:", "Title:", "title :", "title: ", "title：", "http://", "published>"),
)
DATES = (
    *("2016", "2019-10", "2019-10-12", "2018..2019", "2016..", "..2010", ">2015", "<=1916", "..", "-", ".", "20161214"),
    *("12:30", "10", "3pm", "noon", '"10 am"', "may", "sun", "yesterday", '"last month"', '"last month"..yesterday'),
    *('"late 1990s"', "1990s", "90s", "'16", "christmas", '"Easter 1916"', "04-15", '"15 April"', '"19th century"'),
    *('"certainly 1916"', '"possibly last year"', '"3 to 7 May 2009"', '"from March to May 1912"', '"two weeks ago"'),
    *("04/05/2016", "16/12/14", "2016-13", "2016-02-30", "0000", "9999", "year", '"the week"', '"winter 1912"', "Q3"),
    *('"monday 12:30"', "2016-W50", "nonsense"),
)
ODD = (
    *("\0", "\t", "\n", "\u3000", "\u200b", "\ufeff", "\u00ad", "\u200d", "\u202e", "e\u0301", "\U0010ffff", "\ud800"),
    *("İ", "ß", "ﬁ", "²", "½", "Ⅷ", "₿", "東京", "ไทย", "कि", "עברית", "😀", "x" * 300, "cli-\nmate", "1,000.5"),
    *("6'2\"", "a-b-c-d", "R&D", "U.S.", "don’t", "O'Brien"),
)
JOINTS = ("", "", " ", " ", " ", "  ", "\n", "-")


@dataclass(frozen=True)
class Corpus:
    """What queries are spliced from."""

    words: tuple[str, ...]
    lines: tuple[str, ...]


def spliced(random: Random, corpus: Corpus) -> str:
    pools = (corpus.words, corpus.words, corpus.words, SIGNS, SIGNS, FIELDS, DATES, ODD, OPERATORS)
    return "".join(random.choice(random.choice(pools)) + random.choice(JOINTS) for _ in range(random.randrange(1, 14)))


def built(random: Random, corpus: Corpus, depth: int = 3) -> str:
    """Return a query with every operator in its place."""
    kind = random.randrange(20 if depth else 8)
    some = [random.choice(corpus.words) for _ in range(random.randrange(1, 4))]
    if kind < 3:
        return random.choice(("", "", "=", "-", "+")) + some[0]
    if kind < 5:
        return random.choice(("", "=", "-", "-title:=", "title:", "body:=")) + f'"{" ".join(some)}"'
    if kind < 6:
        return random.choice(("title:", "title:=", "-body:", "topics:", "source:", "places:", "+people:")) + some[0]
    if kind < 8:
        return random.choice(("published:", "-published:", "about:", "date:")) + random.choice(DATES)
    inner = [built(random, corpus, depth - 1) for _ in range(random.randrange(1, 4))]
    if kind < 14:
        return random.choice(PLACED).format(*[placed(random, corpus, depth - 1) for _ in range(2)])
    if kind < 15:
        return f"{random.choice((1, 2, 2, 3))} OF ({' '.join(inner)})"
    if kind < 16:
        return f"({' '.join(inner)}){random.choice(('^2', '^0.5', '^=1', '^0'))}"
    if kind < 18:
        return random.choice((" ", " AND ", " OR ", " NOT ")).join(inner)
    return random.choice(("({})", "-({})", "+({})", "NOT ({})", "title:({})", "published:({})")).format(" ".join(inner))


PLACED = (
    *("{} NEAR/3 {}", "{} NEAR/1 {}", "{} NEAR/30 {}", "{} ADJ/2 {}", "{} SENT {}", "{} PARA {}", "{} FIRST/9 {}"),
    *("{} NOT NEAR/4 {}", "{} NOT ADJ/1 {}", "{} NOT SENT {}", "^{} {}", "title:({} NEAR/4 {})", "ATLEAST/2 {} {}"),
)


def placed(random: Random, corpus: Corpus, depth: int) -> str:
    """Return an operand with places: a word, a phrase, a choice, or another operator of places."""
    word = random.choice(corpus.words).strip('()"“”-+')
    kind = random.randrange(8 if depth > 0 else 4)
    if kind < 3:
        return random.choice(("", "", "=", "==", "title:")) + (word or "the")
    if kind < 4:
        return f'"{word} {random.choice(corpus.words)}"' + random.choice(("", "", "~1", "~3"))
    inner = [placed(random, corpus, depth - 1) for _ in range(2)]
    if kind < 6:
        return f"({inner[0]} OR {inner[1]})"
    return f"({random.choice(PLACED[:5]).format(*inner)})"


def headline(random: Random, corpus: Corpus) -> str:
    """Return a line of an article, cut, in capitals perhaps, with something thrown in."""
    line = random.choice(corpus.lines)
    start = random.randrange(len(line))
    line = line[start : start + random.randrange(1, 120)]
    if random.random() < 0.3:
        line = line.upper()
    at = random.randrange(len(line) + 1)
    return line[:at] + random.choice(("", random.choice(SIGNS), random.choice(FIELDS), random.choice(ODD))) + line[at:]


def crossed(random: Random, corpus: Corpus) -> str:
    one, other = (random.choice((spliced, built, headline))(random, corpus) for _ in range(2))
    return one[: random.randrange(len(one) + 1)] + other[random.randrange(len(other) + 1) :]


def scattered(random: Random, corpus: Corpus) -> str:
    ends = (0x80, 0x250, 0x3000, 0x110000)
    return "".join(chr(random.randrange(random.choice(ends))) for _ in range(random.randrange(1, 30)))


def repeated(random: Random, corpus: Corpus) -> str:
    piece = crossed(random, corpus)[:80] or "("
    return (piece * random.randrange(1, 3_000))[: LONGEST + 100]


KINDS: tuple[Callable[[Random, Corpus], str], ...] = (
    *(spliced, built, built, headline, crossed) * 60,
    *(scattered,) * 9,
    repeated,
)


def make_query(random: Random, corpus: Corpus) -> str:
    return random.choice(KINDS)(random, corpus)


def run_campaign(corpus: Corpus, check: Callable[[str, Random], float]) -> int:
    """Check random queries, as many as the program was asked for, and return its exit code.

    ``check`` returns the seconds that a query took. What it raises is printed with the query.
    """
    inputs, seed = (int(value) for value in (*sys.argv[1:], *("20000", "7")[len(sys.argv) - 1 :]))
    random, failed, slowest = Random(seed), 0, (0.0, "")
    for number in range(inputs):
        query = make_query(random, corpus)
        try:
            slowest = max(slowest, (check(query, random), query))
        except Exception:  # noqa: BLE001 - whatever a query raises is the finding
            failed += 1
            print(f"query {number}: {query[:500]!r}\n{traceback.format_exc(limit=-3)}", file=sys.stderr)
    print(f"{inputs:,} queries, {failed} failed; the slowest took {slowest[0]:.2f} s ({slowest[1][:40]!r})")
    return 1 if failed else 0

"""Asks a small archive at random: no query may raise, take long, or be answered in two ways.

Run as ``python tests/fuzz/fuzz_queries.py [INPUTS] [SEED]``, or ``make fuzz``. The same numbers make the same queries.
A query is spliced from words and lines of the corpus, operators, fields, quotation marks, dates and odd characters. It
is read, printed and read again, then answered with the index and without it, and as the specification does: ranking,
total, facets and notes are equal, each explanation is the score, each mark stands in the text. A query that fails is
printed; the run goes on, and ends with 1 then.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # run as a program, for the specification in tests/
    sys.path.insert(0, str(ROOT))

from dateline.index import Archive, Article  # noqa: E402
from dateline.searcher import SearchArchive, open_archive  # noqa: E402
from dateline.searcher.query import parse, to_text  # noqa: E402
from dateline.searcher.query.binding import row_of  # noqa: E402
from tests.reference.archive import Reference  # noqa: E402

ARTICLES = 24
SLOW = 10.0  # seconds of the processor that one query may take, both ways of answering it together
LONGEST = 100_000
TODAY = date(2019, 10, 12)
FACETS = ("source", "topics", "weekday", "published:year")
ALL = 1_000

OPERATORS = (
    *("NEAR/3", "NEAR", "ADJ/2", "SENT", "PARA", "FIRST/9", "ATLEAST/2", "2 OF (", "NOT NEAR/4", "NOT SENT", "^", "^2"),
    *("^=1", "~1", "~3", "?", "*", "[person]", "has:topics", "missing:source", "[2015 TO 2019]", "{a TO b]", "/a.*/"),
)
SIGNS = (
    *("AND", "OR", "NOT", "and", "or", "not", "-", "+", "−", "–", "—", "=", "==", '="', "(", ")", '"', "“", "”", "„"),
    *(
        "«",
        "'",
        "‘",
        "’",
        "「",
        "」",
        ":",
        "：",
        "*",
        "*:*",
        "~2",
        "^3",
        "..",
        "…",
        ">",
        ">=",
        "<",
        "≤",
        "&&",
        "||",
        "|",
    ),
    *("!", "/", "（", "）", "＝", "&", "#", "@", "?", ".", ",", ";", "\\", "[", "]", "{", "}"),
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
    *(
        "İ",
        "ß",
        "ﬁ",
        "²",
        "½",
        "Ⅷ",
        "₿",
        "東京",
        "ไทย",
        "कि",
        "עברית",
        "😀",
        "x" * 300,
        "cli-\nmate",
        "1,000.5",
        "6'2\"",
    ),
    *("a-b-c-d", "R&D", "U.S.", "don’t", "O'Brien"),
)
JOINTS = ("", "", " ", " ", " ", "  ", "\n", "-")
MATCHES = ("auto", "auto", "all", "any")
SORTS = ("relevance", "relevance", "newest", "oldest")
FILTERS: tuple[tuple[tuple[str, str], ...], ...] = ((), (), (("published", "2019"),), (("topics", ""),))
# What these mean in an archive is worked out before an engine sees it; both engines are asked, the specification not.
NAMES = ("people", "person", "place", "filed", "story")


@dataclass(frozen=True)
class Corpus:
    """What queries are spliced from."""

    words: tuple[str, ...]
    lines: tuple[str, ...]


def read_articles() -> list[Article]:
    """Return articles of the corpus, cut short: a title, a header, a paragraph or two."""
    made = []
    for path in sorted((ROOT / "corpus/default").glob("*.txt"))[:ARTICLES]:
        head, _, body = path.read_text("utf-8").partition("\n\n")
        title, *rows = head.split("\n")
        given = dict(row.split(": ", 1) for row in rows)
        made.append(
            Article(
                id=path.stem,
                title=title,
                body=body[:600],
                published=date.fromisoformat(given["published"][:10]),
                source=given["source"],
                people=tuple(given["people"].split("; ")) if "people" in given else (),
                topics=tuple(given["topics"].split("; ")) if "topics" in given else (),
            )
        )
    return made


@contextmanager
def archives() -> Iterator[tuple[SearchArchive, SearchArchive, Reference, Corpus]]:
    """Make an archive of two segments, some articles of it replaced, and open it with the index and without."""
    articles = read_articles()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news"
        with Archive.create(path) as archive:
            archive.add_many(articles[: ARTICLES // 2])
            archive.commit()
            archive.add_many(articles[ARTICLES // 2 - 4 :])
            archive.delete(articles[0].id or "")
        with open_archive(path) as index, open_archive(path, use_index=False) as scan:
            live = [(seq, article) for seq, article in scan._view.state.scan()]
            lines = tuple(line for article in articles for line in (article.title, *article.body.split("\n")) if line)
            yield index, scan, Reference(live, index.fields), Corpus(tuple(" ".join(lines).split()), lines)


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


def ask(archive: SearchArchive, query: str, options: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """Return the results of a query, and the whole answer as what it must equal."""
    results = archive.search(query, limit=ALL, facets=FACETS, **options)
    facets = {name: {each.value: each.count for each in counts} for name, counts in results.facets.items()}
    hits = [(hit.id, hit.score) for hit in results.hits]
    return results, {"hits": hits, "total": results.total, "facets": facets, "notes": results.notes}


def check(query: str, random: Random, index: SearchArchive, scan: SearchArchive, reference: Reference) -> float:
    """Ask a query in every way; return the seconds it took. AssertionError: two answers differ."""
    start = time.process_time()
    parsed = parse(query, lambda name: row_of(name, index.fields) is not None)
    again = parse(to_text(parsed.tree), lambda name: row_of(name, index.fields) is not None)
    assert again.tree == parsed.tree, f"printed as {to_text(parsed.tree)!r}"
    options = {"match": random.choice(MATCHES), "sort": random.choice(SORTS), "today": random.choice((TODAY, None))}
    filters = random.choice(FILTERS)
    results, answer = ask(index, query, {**options, "filters": filters})
    assert ask(scan, query, {**options, "filters": filters})[1] == answer, options
    assert all(0 <= note.start <= note.end <= len(query) and note.message for note in results.notes), results.notes
    marker = index.highlighter(query, today=options["today"])
    for hit in results.hits[:2]:
        if options["sort"] == "relevance":
            assert hit.explanation().value == hit.score, hit.id
        assert all(0 <= first < last <= len(hit.snippet()) for first, last in hit.marks), hit.marks
        for field in ("title", "body"):
            text = getattr(hit.article, field)
            assert all(0 <= first < last <= len(text) for first, last in marker.marks_in(text, field)), field
    took = time.process_time() - start
    assert took < SLOW, f"took {took:.1f} s"
    if len(query) < 1_000 and not any(name in query.lower() for name in NAMES):
        expected = reference.search(query, filters=filters, **options)
        ids = [id for id, _ in expected.ranking]
        scored = options["sort"] == "relevance"
        assert answer["hits"] == [(id, score if scored else 0.0) for id, score in expected.ranking], (options, filters)
        assert answer["facets"] == {name: reference.facet(ids, name) for name in FACETS}, (options, filters)
    return took


def main() -> int:
    inputs, seed = (int(value) for value in (*sys.argv[1:], *("20000", "7")[len(sys.argv) - 1 :]))
    random, failed, slowest = Random(seed), 0, (0.0, "")
    with archives() as (index, scan, reference, corpus):
        for number in range(inputs):
            query = random.choice(KINDS)(random, corpus)
            try:
                slowest = max(slowest, (check(query, random, index, scan, reference), query))
            except Exception:  # noqa: BLE001 - whatever a query raises is the finding
                failed += 1
                print(f"query {number}: {query[:500]!r}\n{traceback.format_exc(limit=-3)}", file=sys.stderr)
    print(f"{inputs:,} queries, {failed} failed; the slowest took {slowest[0]:.2f} s ({slowest[1][:40]!r})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

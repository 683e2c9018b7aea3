"""Asks a small archive at random: no query may raise, take long, or be answered in two ways.

Run as ``python tests/fuzz/fuzz_queries.py [INPUTS] [SEED]``, or ``make fuzz``. The same numbers make the same queries.
A query of `query_inputs` is read, printed and read again, then answered with the index and without it, and as the
specification does: ranking, total, facets and notes are equal, each explanation is the score, each mark stands in the
text. A query that fails is printed; the run goes on, and ends with 1 then.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
from tests.fuzz.query_inputs import Corpus, run_campaign  # noqa: E402
from tests.memory import folder_in_memory  # noqa: E402
from tests.reference.archive import Reference  # noqa: E402

ARTICLES = 24
SLOW = 10.0  # seconds of the processor that one query may take, both ways of answering it together
TODAY = date(2019, 10, 12)
FACETS = ("source", "topics", "weekday", "published:year")
ALL = 1_000

MATCHES = ("auto", "auto", "all", "any")
SORTS = ("relevance", "relevance", "newest", "oldest")
FILTERS: tuple[tuple[tuple[str, str], ...], ...] = ((), (), (("published", "2019"),), (("topics", ""),))
# What these mean in an archive is worked out before an engine sees it; both engines are asked, the specification not.
NAMES = ("people", "person", "place", "filed", "story")


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
    with folder_in_memory() as folder:
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
    with archives() as (index, scan, reference, corpus):
        return run_campaign(corpus, lambda query, random: check(query, random, index, scan, reference))


if __name__ == "__main__":
    sys.exit(main())

"""Hits as CSV, with a header row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from dateline.searcher.render.json_form import written_date
from dateline.searcher.results.results import Results

__all__ = ["hits_csv"]

HEADER = ("rank", "id", "title", "published", "source", "url", "score", "snippet")


def hits_csv(results: Results) -> Iterator[str]:
    """Yield the header and a line for each hit, without line ends."""
    yield _line(HEADER)
    for hit in results.hits:
        article = hit.article
        when = written_date(article.published)
        yield _line((hit.rank, hit.id, article.title, when, article.source, article.url, hit.score, hit.snippet()))


def _line(values: tuple[object, ...]) -> str:
    out = io.StringIO()
    # The writer quotes a line break only where it is one of its own.
    csv.writer(out, lineterminator="\r\n").writerow(values)
    return out.getvalue().removesuffix("\r\n")

"""Results as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.index.article import Article
from dateline.index.fields import FieldTable
from dateline.index.store.columns import FIELDS
from dateline.searcher.archive import Stats
from dateline.searcher.render.json_output import shown_counts, written_date
from dateline.searcher.render.wrapping import columns_of, padded, wrap
from dateline.searcher.results.highlight import Mark
from dateline.searcher.results.results import Explanation, FacetCount, Results

__all__ = [
    "Style",
    "article_text",
    "as_line",
    "facets_text",
    "fields_text",
    "results_text",
    "safe",
    "stats_text",
    "table_lines",
]


@dataclass(frozen=True, slots=True)
class Style:
    """What stands around a marked word, and around a title."""

    mark: tuple[str, str] = ("**", "**")
    title: tuple[str, str] = ("", "")
    dim: tuple[str, str] = ("", "")


PLAIN = Style()
INDENT = 5  # of what is said of a hit below its title
MARGIN = " " * INDENT
# Of the last column of a table at least so many columns must fit beside the others; else rows are wrapped as wholes.
LAST_COLUMN = 24
DEEPER = 2
COUNTED = {"article": ("article", "articles"), "story": ("story", "stories"), "source": ("source", "sources")}
UNNAMED = ("dateline", "language")  # fields of which an article that is shown has no line
# A terminal would obey control characters in an article; they are shown as signs, one for one.
CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")
COLOUR = Style(mark=("\x1b[1;33m", "\x1b[0m"), title=("\x1b[1m", "\x1b[0m"), dim=("\x1b[2m", "\x1b[0m"))


def results_text(
    results: Results, *, colour: bool, explain: bool, facet_limit: int, width: int | None = None
) -> Iterator[str]:
    """Yield an answer line by line: the total, the hits, the counts; lines are wrapped at ``width`` columns."""
    style = COLOUR if colour else PLAIN
    yield _count(results)
    for hit in results.hits:
        article = hit.article
        yield ""
        title = _around(as_line(article.title) or "(no title)", style.title)
        yield from wrap(f"{hit.rank:>3}. {title}", width, INDENT)
        facts = [written_date(article.published) or "undated", article.source, hit.id]
        facts += [f"score {hit.score:.3f}"] if hit.score else []
        facts += [f"{hit.copies:,} more of this story"] if hit.copies else []
        line = _around(as_line(" · ".join(fact for fact in facts if fact)), style.dim)
        yield from wrap(f"{MARGIN}{line}", width, INDENT)
        if snippet := hit.snippet():
            yield from wrap(f"{MARGIN}{_marked(as_line(snippet), hit.marks, style)}", width, INDENT)
        if explain:
            yield from _explanation(hit.explanation(), INDENT, width)
    yield from _facets(results, facet_limit, width)


def facets_text(results: Results, *, limit: int, width: int | None = None) -> Iterator[str]:
    """Yield the total and the counts line by line."""
    yield _count(results)
    yield from _facets(results, limit, width)


def article_text(
    article: Article,
    marks_in: Callable[[str, str], list[Mark]] | None,
    found: Mapping[str, Sequence[str]] | None = None,
    *,
    colour: bool,
    width: int | None = None,
) -> Iterator[str]:
    """Yield an article line by line, with the words that `marks_in(text, field)` finds marked.

    `found` are names by field that were found in the text; those it was given are shown without them.
    """
    style = COLOUR if colour else PLAIN
    title, body = as_line(article.title), safe(article.body)
    if marks_in is not None:
        title = _marked(title, marks_in(title, "title"), style)
        body = _marked(body, marks_in(body, "body"), style)
    yield from wrap(_around(title or "(no title)", style.title), width)
    named: dict[str, object] = {
        **{name: _in_words(getattr(article, name)) for name in ("id", *FIELDS) if name not in UNNAMED},
        **article.extra,
    }
    lines = [f"{name}: {value}" for name, value in named.items() if value not in (None, "", [], {})]
    lines += [f"{name} found: {'; '.join(values)}" for name, values in (found or {}).items() if values]
    lines += [f"note: {note}" for note in article.notes]
    for line in lines:
        yield from wrap(as_line(line), width, DEEPER)
    yield ""
    for line in body.split("\n"):
        yield from wrap(line, width, len(line) - len(line.lstrip(" ")))


def _in_words(value: object) -> object:
    """Return a value of an article as its line shows it."""
    if isinstance(value, date):
        return written_date(value)
    return "; ".join(value) if isinstance(value, tuple | list) else value


def fields_text(fields: FieldTable, *, width: int | None = None) -> Iterator[str]:
    """Yield the field table, a row a line."""
    rows = [("field", "kind", "also", "what it holds")]
    rows += [(row.name, row.kind, ", ".join(row.aliases), row.help) for row in fields]
    yield from table_lines(rows, width)


def stats_text(stats: Stats, *, width: int | None = None) -> Iterator[str]:
    """Yield what an archive holds."""
    rows = [("articles", f"{stats.articles:,}"), ("segments", f"{stats.segments:,}")]
    rows += [(f"tokens in {field}", f"{count:,}") for field, count in stats.tokens.items()]
    if stats.first is not None and stats.last is not None:
        rows.append(("published", f"{stats.first} to {stats.last}"))
    if stats.archive is not None:
        rows += [("archive", stats.archive), ("generation", f"{stats.generation:,}")]
    yield from table_lines(rows, width)


def _count(results: Results) -> str:
    one, many = COUNTED[results.count_by]
    return f"1 {one}" if results.total == 1 else f"{results.total:,} {many}"


def _facets(results: Results, limit: int, width: int | None) -> Iterator[str]:
    for name, counts in results.facets.items():
        yield ""
        yield name
        left = sum(each.value is not None for each in counts) - limit
        yield from _facet(shown_counts(counts, limit), left, width)


def _facet(counts: Sequence[FacetCount], left: int, width: int | None) -> Iterator[str]:
    digits = max((len(f"{each.count:,}") for each in counts), default=0)
    for each in counts:
        value = "(none)" if each.value is None else as_line(each.value)
        yield from wrap(f"  {each.count:>{digits},}  {value}", width, digits + 4)
    if left > 0:
        yield from wrap(f"  … and {left:,} more; --limit shows more", width, 4)


def _explanation(node: Explanation, indent: int, width: int | None) -> Iterator[str]:
    yield from wrap(f"{' ' * indent}{node.value:.6g}  {node.label}", width, indent + 2 * DEEPER)
    for part in node.parts:
        yield from _explanation(part, indent + DEEPER, width)


def table_lines(rows: Sequence[tuple[str, ...]], width: int | None = None) -> Iterator[str]:
    """Yield rows of cells as lines of at most ``width`` columns, the cells below each other.

    The last cell is wrapped below itself, if there is room for it; else the row is wrapped as a whole.
    """
    widths = [max(columns_of(row[column]) for row in rows) for column in range(len(rows[0]))]
    last = sum(widths[:-1]) + 2 * (len(widths) - 1)
    indent = last if width is None or width - last >= LAST_COLUMN else DEEPER
    for row in rows:
        yield from wrap("  ".join(map(padded, row, widths)).rstrip(), width, indent)


def safe(text: str) -> str:
    """Return a text that a terminal does not obey, with a character for each of its own."""
    return text.translate(CONTROL)


def as_line(text: str) -> str:
    """Return a text as one line, with a character for each of its own."""
    return safe(text).replace("\n", " ")


def _around(text: str, pair: tuple[str, str]) -> str:
    return f"{pair[0]}{text}{pair[1]}"


def _marked(text: str, marks: Sequence[Mark], style: Style) -> str:
    pieces, at = [], 0
    for start, end in marks:
        pieces += [text[at:start], _around(text[start:end], style.mark)]
        at = end
    return "".join([*pieces, text[at:]])

"""The versions of an article, and what changed from one to the next, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from dateline.index.dataclass import asdict
from dateline.index.store.history import Version
from dateline.searcher.render.json_form import SCHEMA, dump, written_date
from dateline.searcher.render.lines import as_line, safe, table_lines
from dateline.searcher.render.wrapping import wrap
from dateline.searcher.results.versions import Comparison, FieldChange, Piece, compare_texts

__all__ = ["versions_json", "versions_text"]

CONTEXT = 60  # characters shown of what both have, beside what changed
MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "same": ("", "")}  # as `git diff --word-diff` marks words
COLOURED = {"removed": ("\x1b[31m[-", "-]\x1b[0m"), "added": ("\x1b[32m{+", "+}\x1b[0m"), "same": ("", "")}
Marks = dict[str, tuple[str, str]]


def versions_text(
    id: str,
    versions: Sequence[Version],
    changes: Iterable[Comparison] | None,
    *,
    colour: bool,
    width: int | None = None,
) -> Iterator[str]:
    """Yield the versions of an article as a table, and if `changes` are given what changed, line by line."""
    count = sum(not each.deleted for each in versions)
    yield from wrap(as_line(f"{id}: {'1 version' if count == 1 else f'{count:,} versions'}"), width)
    yield from table_lines([("", "from", "added", "", "title"), *map(_row, versions)], width)
    for number, change in enumerate(changes or (), start=1):
        yield ""
        yield f"version {number:,} → {number + 1:,}"
        for line, indent in _change_lines(change, COLOURED if colour else MARKS):
            yield from wrap(line, width, indent)


def versions_json(id: str, versions: Sequence[Version], changes: Iterable[Comparison] | None) -> str:
    """Return the versions of an article as one object; if `changes` are given each but the first has what changed."""
    made = []
    stream = iter(changes or ())
    for each in versions:
        row: dict[str, object] = {
            "version": each.number,
            "seq": each.seq,
            "since": written_date(each.since),
            "added": written_date(each.added),
            "deleted": each.deleted,
            "current": each.current,
            "title": None if each.deleted else each.title,
            "published": written_date(each.published),
            "updated": written_date(each.updated),
        }
        if changes is not None and each.number is not None and each.number > 1:
            change = next(stream)
            fields = [
                {"field": field.field, "before": field.before, "after": field.after}
                for field in map(_written, change.fields)
            ]
            row["changes"] = {"fields": fields, "body": [asdict(piece) for piece in change.body]}
        made.append(row)
    return dump({"schema": SCHEMA, "id": id, "versions": made})


def _row(version: Version) -> tuple[str, ...]:
    since = written_date(version.since) or ("" if version.deleted else "(always)")
    added = "" if version.added is None else version.added.strftime("%Y-%m-%d %H:%M")
    if version.deleted:
        return "", since, added, "deleted", ""
    return str(version.number), since, added, "current" if version.current else "", as_line(version.title)


def _written(change: FieldChange) -> FieldChange:
    """Return a change of a field as JSON writes its values."""

    def write(value: Any) -> object:
        return written_date(value) if isinstance(value, date) else value

    return FieldChange(change.field, write(change.before), write(change.after))


def _change_lines(change: Comparison, marks: Marks) -> Iterator[tuple[str, int]]:
    """Yield what changed line by line, each with the indent of what is wrapped of it."""
    if not change.fields and not change.body:
        yield "  the same text", 2
    for field in change.fields:
        told = "".join(_marked(piece, marks, as_line(piece.text)) for piece in _pieces(field.before, field.after))
        yield as_line(f"  {field.field}: ") + told, 4
    if change.body:
        yield "  body:", 2
        shown = "".join(_shown(change.body, marks)).strip("\n")
        yield from ((f"    {line}".rstrip(), 4) for line in shown.split("\n"))


def _pieces(before: object, after: object) -> Sequence[Piece]:
    """Return what changed in the value of a field."""
    if isinstance(before, str) and isinstance(after, str):
        return compare_texts(before, after)
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        rows = [Piece("same" if value in after else "removed", f"{value}; ") for value in before]
        rows += [Piece("added", f"{value}; ") for value in after if value not in before]
        return [*rows[:-1], Piece(rows[-1].kind, rows[-1].text.removesuffix("; "))] if rows else ()
    return Piece("removed", _in_words(before)), Piece("added", _in_words(after))


def _in_words(value: object) -> str:
    """Return a value of a field as it is shown."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _shown(pieces: Sequence[Piece], marks: Marks) -> Iterator[str]:
    """Yield the pieces of a text, of what did not change only what stands beside what did."""
    for place, piece in enumerate(pieces):
        text = safe(piece.text)
        if piece.kind == "same":
            before = _beginning(text) if place else ""
            after = _end(text) if place + 1 < len(pieces) else ""
            yield text if len(before) + len(after) + CONTEXT > len(text) else f"{before}…{after}"
        else:
            yield _marked(piece, marks, text)


def _beginning(text: str) -> str:
    """Return the first words of a text."""
    return text[:CONTEXT].rpartition(" ")[0] or text[:CONTEXT]


def _end(text: str) -> str:
    """Return the last words of a text."""
    return text[-CONTEXT:].partition(" ")[2] or text[-CONTEXT:]


def _marked(piece: Piece, marks: Marks, text: str) -> str:
    """Return a text in the marks of its piece, white space at its end behind them; nothing for none."""
    kept = text.rstrip()
    before, after = marks[piece.kind]
    return f"{before}{kept}{after}{text[len(kept) :]}" if kept else text

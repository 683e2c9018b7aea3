"""What was found in a text, and why a query's people, places and dates match: as JSON and as people read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dateline.index.dataclass import asdict
from dateline.index.entities.mention import DateMention, Extraction, PersonMention, PlaceMention
from dateline.searcher.entities.meaning import NamedBy
from dateline.searcher.render.json_form import SCHEMA, dump, written_date
from dateline.searcher.render.lines import as_line, table_lines
from dateline.searcher.render.wrapping import wrap
from dateline.searcher.results.mentions import MatchedMention

__all__ = ["extraction_json", "extraction_text", "found_json", "names_found", "why_json", "why_text"]

DECIDING: Mapping[NamedBy, str] = {
    "authority": "the authority file",
    "gazetteer": "the archive's gazetteer",
    "names": "the names in other articles",
}


def extraction_json(found: Extraction) -> str:
    """Return what was found in a text as one object; offsets are characters of the text."""
    return dump({"schema": SCHEMA, **found_json(found)})


def found_json(found: Extraction) -> dict[str, object]:
    """Return what was found as a JSON value."""
    line = found.dateline
    return {
        "people": [asdict(person) for person in found.people],
        "places": [asdict(place) for place in found.places],
        "dates": [date_json(each) for each in found.dates],
        "dateline": None
        if line is None
        else {
            "text": line.text,
            "start": line.start,
            "end": line.end,
            "place": None if line.place is None else line.place.label,
            "date": None if line.date is None else date_json(line.date),
            "agency": line.agency,
        },
        "language": found.language,
        "notes": list(found.notes),
    }


def names_found(found: Extraction | None) -> dict[str, list[str]]:
    """Return the distinct names of what was found, by field, in the order of the text."""
    if found is None:
        return {}
    dates = [each for each in found.dates if each.days is not None]
    return {
        "people": list(dict.fromkeys(person.name for person in found.people)),
        "places": list(dict.fromkeys(place.label for place in found.places)),
        "about": list(dict.fromkeys(_days(each) for each in dates)),
    }


def date_json(mention: DateMention) -> dict[str, object]:
    """Return a date as a JSON value."""
    keys = ("text", "start", "end", "type", "first", "last", "precision", "value", "certainty", "reason")
    row = {key: getattr(mention, key) for key in keys}
    return {**row, "first": written_date(mention.first), "last": written_date(mention.last)}


def extraction_text(found: Extraction, *, width: int | None = None) -> Iterator[str]:
    """Yield what was found line by line: what it is, where it stands, how it is printed, what it means, and why."""
    rows = [("kind", "from", "to", "text", "meaning", "because")]
    rows += [_row("person", person, person.name, person.reason) for person in found.people]
    rows += [_row("place", place, _place(place), place.reason) for place in found.places]
    rows += [_row(each.type.lower(), each, _days(each), each.reason) for each in found.dates]
    if len(rows) > 1:
        yield from table_lines([rows[0], *sorted(rows[1:], key=lambda row: (int(row[1]), row[0]))], width)
    if found.dateline is not None:
        yield from wrap(f"dateline: {as_line(found.dateline.text)}", width, 2)
    yield f"language: {found.language or 'too few words to tell'}"
    for note in found.notes:
        yield from wrap(f"note: {note}", width, 2)


def why_text(
    matched: Sequence[MatchedMention],
    name_of: Callable[[MatchedMention], str | None],
    named_by: Callable[[MatchedMention], NamedBy],
    *,
    width: int | None = None,
) -> Iterator[str]:
    """Yield why an article matches, a mention a line.

    `name_of` says whom or what the archive takes it for, and `named_by` what decides that.
    """
    rows = [("field", "where", "text", "means", "because")]
    for each in matched:
        name = name_of(each)
        because = [each.reason] if each.reason else []
        if name not in (None, each.name):
            because.append(f"{DECIDING[named_by(each)]}: {each.name} is {name}")
        rows.append(
            (
                each.field,
                f"{each.part} {each.start}–{each.end}",
                as_line(each.text),
                each.name,
                as_line("; ".join(because)),
            )
        )
    yield from table_lines(rows, width)


def why_json(
    matched: Sequence[MatchedMention],
    name_of: Callable[[MatchedMention], str | None],
    verdict: Mapping[str, object],
) -> str:
    """Return why an article matches as one object."""
    mentions = [{**asdict(each), "entity": name_of(each)} for each in matched]
    return dump({"schema": SCHEMA, "matched": mentions, "verdict": verdict})


def _row(
    kind: str, mention: PersonMention | PlaceMention | DateMention, meaning: str, because: str
) -> tuple[str, str, str, str, str, str]:
    return kind, str(mention.start), str(mention.end), as_line(mention.text), as_line(meaning), as_line(because)


def _place(place: PlaceMention) -> str:
    sure = "" if place.confidence >= 0.995 else f" ({place.confidence:.0%})"
    return f"{place.label}{sure}"


def _days(mention: DateMention) -> str:
    if mention.days is None:
        return mention.value or "unresolved"
    return f"{mention.days}" if mention.certainty >= 100 else f"about {mention.days}"

"""Take the dates that the source gives out of a record: when it was published, and when it was last changed."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.cleaning.characters import quote
from dateline.index.dates import Evidence, Moment, parse_published, readings_of
from dateline.index.dates.calendars import common_date, other_calendar
from dateline.index.metadata.publication import Dating, find_published, find_updated, is_future
from dateline.index.pattern import compile_late

__all__ = ["either", "take_published", "take_updated"]

# A month by name, which is of the common calendar.
NAMED = compile_late(r"[^\W\d_]{3}")


def take_published(
    rest: dict[str, object], url: str | None, raw: RawArticle, dating: Dating, notes: list[str]
) -> Moment | None:
    """Take the date of publication out of ``rest``, and compare it with the other sources of dates."""
    value = rest.pop("published", None)
    if is_blank(value):
        return find_published(None, url, raw, dating, notes)
    value = present_date(value, raw, dating, notes)
    given = read_given(value, "published", rest, raw, notes)
    if given is not None:
        return find_published(given, url, raw, dating, notes)
    # The source has a date that cannot be read: the default for undated articles does not apply.
    found = find_published(None, url, raw, Dating(None, dating.today), notes)
    note_unread(value, "published", "; kept as undated" if found is None else "", notes)
    return found


def present_date(value: object, raw: RawArticle, dating: Dating, notes: list[str]) -> object:
    """Return the first date of the source that is not still to come, with its notes; the given one if all are."""
    if not raw.dates or raw.dates[0].value != value or dating.today is None:
        return value
    refused: list[str] = []
    for each in raw.dates:
        moment = parse_published(each.value)
        if moment is None or not is_future(moment, dating.today):
            break
        later = f"the source says {moment.isoformat()}, which is still to come; not taken"
        refused.append(ArticleNote("date to come in the source", later))
    else:
        return value
    if refused:
        notes[:] = [note for note in notes if note not in raw.dates[0].notes]
        notes += [*refused, *each.notes]
    return each.value


def take_updated(
    rest: dict[str, object], published: Moment | None, raw: RawArticle, dating: Dating, notes: list[str]
) -> Moment | None:
    """Take the date of the last change out of ``rest``; None if it is missing or impossible."""
    value = rest.pop("updated", None)
    if is_blank(value):
        return None
    moment = read_given(value, "updated", rest, raw, notes)
    if moment is None:
        note_unread(value, "updated", "; kept as never updated", notes)
        return None
    return find_updated(moment, published, dating, notes)


def read_given(value: object, key: str, rest: dict[str, object], raw: RawArticle, notes: list[str]) -> Moment | None:
    """Return the date that the source gives; add a note if it is read by other evidence than itself."""
    language = rest.get("language")
    common = common_date(value, language) if isinstance(value, str) and isinstance(language, str) else value
    if common != value:
        moment = parse_published(common)
        if moment is not None:
            text = f"{quote(value)} is read as {moment.isoformat()}, because its language is {language}"
            notes.append(ArticleNote(f"{key} is read by the language", text))
        return moment
    plain = parse_published(value)
    if plain is not None and calendar_of(value, plain):
        return None
    if plain is not None and not raw.orders:
        return plain
    evidence = Evidence(raw.orders, language if isinstance(language, str) else None)
    moment = parse_published(value, evidence)
    if moment is not None and moment != plain:
        chosen = evidence.choose(readings_of(value))[0]
        by_order = next((each for each in raw.orders if (each.sign, each.order) == (chosen.sign, chosen.order)), None)
        reason = f"its file writes {by_order}" if by_order is not None else f"its language is {language}"
        kind = f"{key} is read by the {'other dates of the file' if by_order is not None else 'language'}"
        notes.append(ArticleNote(kind, f"{quote(value)} is read as {moment.isoformat()}, because {reason}"))
    return moment


def calendar_of(value: object, day: Moment) -> str:
    """Return of which other calendar a date of the source may be and when that is read, empty if it can be of none."""
    calendar = other_calendar(day)  # in few years there is one
    return calendar if calendar and isinstance(value, str) and not NAMED.search(value) else ""


def note_unread(value: object, key: str, kept: str, notes: list[str]) -> None:
    """Add a note on a date that cannot be read, or can be read in several ways."""
    moments = sorted({each.moment.isoformat() for each in readings_of(value)})
    plain = parse_published(value)
    if plain is not None and (calendar := calendar_of(value, plain)):
        other = f"{quote(value)} may be of {calendar}{kept}"
        notes.append(ArticleNote(f"{key} may be of another calendar{kept}", other))
    elif moments:
        text = f"{quote(value)} can mean {either(moments)}{kept}"
        notes.append(ArticleNote(f"{key} can mean several days{kept}", text))
    else:
        notes.append(ArticleNote(f"{key} is no date{kept}", f"{quote(value)} is not a date{kept}"))


def either(texts: Sequence[str]) -> str:
    """Return texts joined as alternatives: *a, b or c*."""
    return " or ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))


def is_blank(value: object) -> bool:
    """Return whether a value is null or white space."""
    return value is None or (isinstance(value, str) and not value.strip())

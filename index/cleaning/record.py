"""From what a reader found to an article as it is kept.

What is changed or doubted is said in the article's notes; nothing goes silently.
Every step takes time linear in the text, whatever the text.
"""

from __future__ import annotations

import json
import math
import os
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from dateline.index.article import Article, ArticleNote, Original, RawArticle
from dateline.index.cleaning.characters import SURROGATE, encodable
from dateline.index.cleaning.steps import clean_body, clean_title
from dateline.index.dates import parse_published
from dateline.index.metadata.keys import complete
from dateline.index.metadata.language import contradicts, detect_language
from dateline.index.metadata.publication import UNDATED, Dating, find_published, find_updated
from dateline.index.metadata.top_lines import may_tell

__all__ = ["ALIASES", "KEYS", "clean"]

# The keys of a record that are parts of an article; any other is kept beside them.
KEYS = (
    "title", "body", "id", "url", "published", "updated", "byline", "dateline", "agency", "source", "section",
    "language", "people", "places", "topics",
)  # fmt: skip
# Other names under which sources give our keys; the key itself wins.
ALIASES = (("published", "date"), ("byline", "author"), ("source", "newspaper"))

QUOTED = 80


def clean(raw: RawArticle, dating: Dating = UNDATED, *, detect: bool = False) -> Article:
    """Return the article that a reader found, mended, with a note for each thing mended.

    Texts go through `steps`, dates are told by the witnesses of `metadata`, within the
    bounds of ``dating``; an article whose date cannot be read stays undated. Keys that are
    no part of `Article`, and values that do not fit theirs, are kept in ``extra`` as given.
    With ``detect`` a detector tells the language where the source does not, and doubts it where it does; DatelineError
    is raised if there is none.
    """
    notes = list(raw.notes)
    rest = rename_aliases(raw.values)
    given_title, given_body = take_text(rest, "title", notes), take_text(rest, "body", notes)
    title = clean_title(given_title, notes)
    body = clean_body(given_body, title, notes)
    original = original_of(given_title, title, given_body, body)
    if not body or body.isspace():
        notes.append("the body is empty")
    # Programs ask for an id as they gave it, so it keeps its form.
    identity = encodable(take_text(rest, "id", notes).strip(), notes) or None
    url = take_line(rest, "url", notes)
    day = take_published(rest, url, raw, dating, notes)
    updated = take_updated(rest, day, dating, notes)
    language = take_line(rest, "language", notes)
    detected = detected_language(language, title, body, notes) if detect else None
    title, byline, dateline, source = take_told(rest, title, body, url, raw, notes)
    if not title:
        notes.append("the title is empty")
    return Article(
        id=identity,
        title=title,
        body=body,
        published=day,
        byline=byline,
        dateline=dateline,
        source=source,
        url=url,
        language=language,
        people=take_list(rest, "people", notes),
        places=take_list(rest, "places", notes),
        topics=take_list(rest, "topics", notes),
        # What the lines above have left: the order of these arguments matters.
        extra=encodable_values(rest, notes),
        file=file_name(raw.file) if raw.alone and raw.file != "-" else None,
        notes=tuple(dict.fromkeys(notes)) if notes else (),
        updated=updated,
        original=original,
        detected=detected,
    )


def rename_aliases(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a source, under our keys where it gives them other names."""
    rest = dict(values)
    for ours, theirs in ALIASES:
        if theirs in rest and ours not in rest:
            rest[ours] = rest.pop(theirs)
    return rest


def detected_language(given: str | None, title: str, body: str, notes: list[str]) -> str | None:
    """Return the language of a text that its source does not name; where it names another, say so."""
    found = detect_language(body or title)
    if found is None:
        return None
    if not given:
        return found.code
    if contradicts(found, given):
        other = f"the text is in {found.code}, but its source gives the language {given}, which was kept"
        notes.append(ArticleNote("another language", other))
    return None


def take_told(
    rest: dict[str, object], title: str, body: str, url: str | None, raw: RawArticle, notes: list[str]
) -> tuple[str, str | None, str | None, str | None]:
    """Take byline, dateline and source out of ``rest``; return title and these, from whichever witness knows them.

    The agency is among what is told as well, and stays in ``rest``.
    """
    byline, dateline = take_byline(rest, notes), take_line(rest, "dateline", notes)
    source = take_line(rest, "source", notes)
    told = may_tell(body)
    if not told and title and not byline and (not dateline or "(" not in dateline) and (source or not url):
        return title, byline, dateline, source  # most records of large sources
    agency = rest.get("agency") or None
    values: dict[str, str | None] = {
        "title": title,
        "byline": byline,
        "dateline": dateline,
        "source": source,
        "url": url,
        "agency": agency if agency is None or isinstance(agency, str) else str(agency),
    }
    complete(values, body if told else "", raw.file if raw.alone else None, notes)
    if agency is None and values["agency"]:
        rest["agency"] = values["agency"]
    return values["title"] or "", values["byline"], values["dateline"], values["source"]


def original_of(given_title: str, title: str, given_body: str, body: str) -> Original | None:
    """Return the texts that cleaning changed, as they were given; None where it changed none."""
    if given_title == title and given_body == body:
        return None
    return Original(given_title if given_title != title else None, given_body if given_body != body else None)


def encodable_values(values: dict[str, object], notes: list[str]) -> dict[str, object]:
    """Return an object of JSON with keys and values that can be stored; the same one where nothing is to be mended."""
    for key, value in values.items():
        if not (key.isascii() and is_sound(value)):
            return {encodable(str(key), notes): encodable_value(item, notes) for key, item in values.items()}
    return values


def is_sound(value: object) -> bool:
    """Say whether a value needs no closer look before it is stored; most do not."""
    if isinstance(value, str):
        return value.isascii()
    if isinstance(value, list):
        return all(map(is_sound, value))
    return value is None or isinstance(value, int)


def encodable_value(value: object, notes: list[str]) -> object:
    """Return a JSON value whose texts UTF-8 can hold and whose numbers JSON can; else as it was."""
    if isinstance(value, str):
        return encodable(value, notes)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, list | tuple):
        return [encodable_value(item, notes) for item in value]
    if isinstance(value, dict):
        return encodable_values(value, notes)
    return value


def take_text(rest: dict[str, object], key: str, notes: list[str]) -> str:
    """Take a text out of ``rest``. What is neither text, number nor null stays in it, with a note."""
    value = rest.pop(key, None)
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if is_number(value):
        return str(value)
    rest[key] = value
    notes.append(ArticleNote(f"the {key} is no text", f"the {key} is {quoted(value)}, which is no text; kept aside"))
    return ""


def take_line(rest: dict[str, object], key: str, notes: list[str]) -> str | None:
    """Take a text of one line out of ``rest``: white space runs collapse, the empty line is None.

    A list of texts, as sources give several authors, is joined with commas.
    """
    if key not in rest:
        return None
    value = rest[key]
    if isinstance(value, list | tuple) and value and all(isinstance(item, str) for item in value):
        rest[key] = ", ".join(item.strip() for item in value)
    return " ".join(one_form(take_text(rest, key, notes), notes).split()) or None


def take_byline(rest: dict[str, object], notes: list[str]) -> str | None:
    """Take the byline out of ``rest``, without the *By* before the names."""
    byline = take_line(rest, "byline", notes)
    if byline is None or byline[:3].lower() != "by ":
        return byline
    notes.append(ArticleNote("by", f"the byline is kept without its {byline[:2]}"))
    return byline[3:]


def take_list(rest: dict[str, object], key: str, notes: list[str]) -> tuple[str, ...]:
    """Take values out of ``rest``, verbatim but for outer white space, none empty and none twice.

    A single text is cut at its semicolons. A value that holds anything but texts
    and numbers stays in ``rest``, with a note.
    """
    if key not in rest:
        return ()
    value = rest[key]
    if isinstance(value, list) and is_ascii(value):  # most are so
        del rest[key]
        return tuple(dict.fromkeys(filter(None, map(str.strip, value)))) if value else ()
    items: Iterable[object] = value if isinstance(value, list | tuple) else [value]
    if isinstance(value, str):
        items = value.split(";")
    items = [item for item in items if item is not None]
    if not all(isinstance(item, str) or is_number(item) for item in items):
        other = f"{key} holds {quoted(value)}, which is no list of texts; kept aside"
        notes.append(ArticleNote(f"{key} is no list", other))
        return ()
    del rest[key]
    texts = (one_form(str(item), notes).strip() for item in items)
    return tuple(dict.fromkeys(text for text in texts if text))


def is_ascii(items: list[Any]) -> bool:
    """Say whether a list holds nothing but texts in ASCII."""
    try:
        return "".join(items).isascii()
    except TypeError:
        return False


def take_published(
    rest: dict[str, object], url: str | None, raw: RawArticle, dating: Dating, notes: list[str]
) -> date | datetime | None:
    """Take the date of publication out of ``rest``, and ask the other witnesses, too."""
    value = rest.pop("published", None)
    if is_nothing(value):
        return find_published(None, url, raw, dating, notes)
    given = parse_published(value)
    if given is not None:
        return find_published(given, url, raw, dating, notes)
    # It tells a date, if one that nobody can read: what serves articles without one is not for it.
    found = find_published(None, url, raw, Dating(None, dating.today), notes)
    undated = "; kept as undated" if found is None else ""
    notes.append(ArticleNote(f"published is no date{undated}", f"{quoted(value)} is not a date{undated}"))
    return found


def take_updated(
    rest: dict[str, object], published: date | datetime | None, dating: Dating, notes: list[str]
) -> date | datetime | None:
    """Take the date of the last change out of ``rest``; None where there is none, or it cannot be."""
    value = rest.pop("updated", None)
    if is_nothing(value):
        return None
    moment = parse_published(value)
    if moment is None:
        notes.append(ArticleNote("updated is no date", f"{quoted(value)} is not a date; kept as never updated"))
        return None
    return find_updated(moment, published, dating, notes)


def is_nothing(value: object) -> bool:
    """Say whether a value stands for no value: null, or a text of white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def one_form(text: str, notes: list[str]) -> str:
    """Return a short text as UTF-8 can hold it, in NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", encodable(text, notes))


def is_number(value: object) -> bool:
    """Say whether a JSON value is a number (true and false are none)."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def quoted(value: object) -> str:
    """Return a value as JSON writes it, short enough for a note."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):  # not from JSON: a program gave it
        text = repr(value)
    text = SURROGATE.sub("\ufffd", text)
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"


def file_name(path: str) -> str:
    """Return the absolute path; bytes that are no UTF-8 are written out, so that it can be stored."""
    return os.fsencode(os.path.abspath(path)).decode(errors="backslashreplace")

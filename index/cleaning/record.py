"""Convert the record that a reader found into an article.

Every change and every doubt is a note of the article. Every step takes time linear in the text.
"""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.index.article import Article, ArticleNote, Original, RawArticle
from dateline.index.cleaning.characters import quote, replace_surrogates, to_nfc
from dateline.index.cleaning.given_dates import take_published, take_updated
from dateline.index.cleaning.steps import clean_body, clean_title
from dateline.index.kernel._records import RecordMaker
from dateline.index.metadata.authors import BY
from dateline.index.metadata.keys import fill_missing
from dateline.index.metadata.language import contradicts, detect_language
from dateline.index.metadata.publication import UNDATED, Dating
from dateline.index.metadata.top_lines import may_have_metadata
from dateline.index.metadata.urls import NO_VALUES, is_front_page

__all__ = ["ALIASES", "KEYS", "clean"]

# The keys of a record that have a meaning for an article; other keys are kept in `extra`.
KEYS = (
    "title", "body", "id", "url", "published", "updated", "byline", "dateline", "agency", "source", "section",
    "language", "people", "places", "topics",
)  # fmt: skip
# Other names that sources use for these keys. The key itself takes precedence.
ALIASES = (("published", "date"), ("byline", "author"), ("source", "newspaper"))

# Characters; longer ones are texts under a wrong key, and would be printed with each result.
LONGEST_ID = 5000

make_article = RecordMaker(Article)


def clean(raw: RawArticle, dating: Dating = UNDATED, *, detect: bool = False) -> Article:
    """Return the cleaned article of a record, with a note for each change.

    Texts go through `steps`. Dates come from the sources of `metadata`, within the bounds of ``dating``; an article
    without a readable date stays undated. Keys that are not part of `Article`, and values of a wrong type, are kept
    in ``extra`` as given. With ``detect`` a detector finds the language of articles that name none, and a note
    says so if it contradicts the one named. Raises DatelineError if no detector is installed.
    """
    notes = list(raw.notes)
    rest = rename_aliases(raw.values)
    given_title, given_body = take_text(rest, "title", notes), take_text(rest, "body", notes)
    title = clean_title(given_title, notes)
    body = clean_body(given_body, title, notes)
    original = changed_texts(given_title, title, given_body, body)
    if not body or body.isspace():
        notes.append("the body is empty")
    identity = take_id(rest, notes)
    url = take_address(rest, notes)
    day = take_published(rest, url, raw, dating, notes)
    updated = take_updated(rest, day, raw, dating, notes)
    language = take_line(rest, "language", notes)
    detected = find_undeclared_language(language, title, body, notes) if detect else None
    title, byline, dateline, source = take_text_metadata(rest, title, body, url, raw, notes)
    if not title:
        notes.append("the title is empty")
    if url and not identity and is_front_page(url):
        note = f"the address {url:.200} is that of a site, not of an article; it is kept as `site`"
        notes.append(ArticleNote("address of a site", note))
        rest["site"], url = rest.get("site") or url, None
    # In the order of the fields, which is also that in which the keys are taken: the last ones are those left.
    return make_article(
        identity,
        title,
        body,
        day,
        byline,
        dateline,
        source,
        url,
        language,
        take_list(rest, "people", notes),
        take_list(rest, "places", notes),
        take_list(rest, "topics", notes),
        storable_values(rest, notes),  # extra
        stored_path(raw.file) if raw.alone and raw.file != "-" else None,
        tuple(dict.fromkeys(notes)) if notes else (),
        None,  # mentions
        updated,
        original,
        detected,
    )


def rename_aliases(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a record with `ALIASES` renamed; a key without a value does not count as given."""
    rest = dict(values)
    for ours, theirs in ALIASES:
        if theirs in rest and rest.get(ours) in (None, ""):
            rest[ours] = rest.pop(theirs)
    return rest


def find_undeclared_language(given: str | None, title: str, body: str, notes: list[str]) -> str | None:
    """Return the detected language if the source names none; add a note if it names another."""
    found = detect_language(body or title)
    if found is None:
        return None
    if not given:
        return found.code
    if contradicts(found, given):
        other = f"the text is in {found.code}, but its source gives the language {given}, which was kept"
        notes.append(ArticleNote("another language", other))
    return None


def take_text_metadata(
    rest: dict[str, object], title: str, body: str, url: str | None, raw: RawArticle, notes: list[str]
) -> tuple[str, str | None, str | None, str | None]:
    """Take byline, dateline and source out of ``rest``; return title, byline, dateline and source.

    Missing ones come from the other metadata sources. So does the agency, which stays in ``rest``.
    """
    byline, dateline = take_byline(rest, notes), take_line(rest, "dateline", notes)
    source = take_line(rest, "source", notes)
    in_text = may_have_metadata(body)
    if not in_text and title and not byline and (not dateline or "(" not in dateline) and (source or not url):
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
    fill_missing(values, body if in_text else "", raw.file if raw.alone else None, notes)
    if agency is None and values["agency"]:
        rest["agency"] = values["agency"]
    return values["title"] or "", values["byline"], values["dateline"], values["source"]


def changed_texts(given_title: str, title: str, given_body: str, body: str) -> Original | None:
    """Return the original texts that cleaning changed, None if it changed neither."""
    if given_title == title and given_body == body:
        return None
    return Original(given_title if given_title != title else None, given_body if given_body != body else None)


def storable_values(values: dict[str, object], notes: list[str]) -> dict[str, object]:
    """Return a JSON object with keys and values that can be stored; the same object if nothing must be changed."""
    for key, value in values.items():
        if not (key.isascii() and (not value or (value.isascii() if type(value) is str else is_storable(value)))):
            return {replace_surrogates(str(key), notes): storable_value(item, notes) for key, item in values.items()}
    return values


def is_storable(value: object) -> bool:
    """Return whether a value can be stored without a closer check; most can."""
    if isinstance(value, str):
        return value.isascii()
    if isinstance(value, list):
        return not value or all(map(is_storable, value))
    return value is None or isinstance(value, int)


def storable_value(value: object, notes: list[str]) -> object:
    """Return a JSON value with texts that UTF-8 can encode and numbers that JSON can."""
    if isinstance(value, str):
        return replace_surrogates(value, notes)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, list | tuple):
        return [storable_value(item, notes) for item in value]
    if isinstance(value, dict):
        return storable_values(value, notes)
    return value


def take_text(rest: dict[str, object], key: str, notes: list[str]) -> str:
    """Take a text out of ``rest``. A value that is not a text, number or null stays there, with a note."""
    value = rest.pop(key, None)
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if is_number(value):
        return str(value)
    rest[key] = value
    notes.append(ArticleNote(f"the {key} is no text", f"the {key} is {quote(value)}, which is no text; kept aside"))
    return ""


def take_line(rest: dict[str, object], key: str, notes: list[str]) -> str | None:
    """Take a text out of ``rest`` as one line, with white space collapsed; None if it is empty.

    A list of texts, such as several authors, is joined with commas.
    """
    if key not in rest:
        return None
    value = rest[key]
    if type(value) is str and value.isascii():  # most are
        del rest[key]
        return " ".join(value.split()) or None
    if isinstance(value, list | tuple) and value and all(isinstance(item, str) for item in value):
        rest[key] = ", ".join(item.strip() for item in value)
    return " ".join(normalize_line(take_text(rest, key, notes), notes).split()) or None


def take_id(rest: dict[str, object], notes: list[str]) -> str | None:
    """Take the id out of ``rest``; None if it is empty, or what programs write for a missing one.

    Programs ask for an id as they gave it, so it keeps its form, unless it is so long that it is probably a text.
    """
    identity = replace_surrogates(take_text(rest, "id", notes).strip(), notes)
    if identity.lower() in NO_VALUES:
        notes.append(ArticleNote("no id", f"the id {identity} is no value; it was left out"))
        return None
    if len(identity) <= LONGEST_ID:
        return identity or None
    digest = hashlib.sha256(identity.encode()).hexdigest()
    notes.append(ArticleNote("a long id", f"the id has {len(identity):,} characters; {digest} stands for it"))
    return digest


def take_address(rest: dict[str, object], notes: list[str]) -> str | None:
    """Take the address out of ``rest``; None if it is empty, or what programs write for a missing one."""
    url = take_line(rest, "url", notes)
    if url is None or url.lower() not in NO_VALUES:
        return url
    notes.append(ArticleNote("no address", f"the address {url} is no value; it was left out"))
    return None


def take_byline(rest: dict[str, object], notes: list[str]) -> str | None:
    """Take the byline out of ``rest``, without the *By* before the names.

    In other languages such a word may be a name (*Von Freeman*), so that it goes only if two more follow.
    """
    byline = take_line(rest, "byline", notes)
    found = BY.match(byline) if byline is not None else None
    if byline is None or found is None:
        return byline
    notes.append(ArticleNote("by", f"the byline is kept without its {found[0].rstrip(': ')}"))
    return byline[found.end() :]


def take_list(rest: dict[str, object], key: str, notes: list[str]) -> tuple[str, ...]:
    """Take a list of values out of ``rest``, without outer white space, empty values and duplicates.

    A single text is split at its semicolons. Other values stay in ``rest``, with a note.
    """
    if key not in rest:
        return ()
    value = rest[key]
    if isinstance(value, list) and (not value or is_ascii(value)):  # the common case
        del rest[key]
        return tuple(dict.fromkeys(filter(None, map(str.strip, value)))) if value else ()
    items: Iterable[object] = value if isinstance(value, list | tuple) else [value]
    if isinstance(value, str):
        items = value.split(";")
    items = [item for item in items if item is not None]
    if not all(isinstance(item, str) or is_number(item) for item in items):
        other = f"{key} holds {quote(value)}, which is no list of texts; kept aside"
        notes.append(ArticleNote(f"{key} is no list", other))
        return ()
    del rest[key]
    texts = (normalize_line(str(item), notes).strip() for item in items)
    return tuple(dict.fromkeys(text for text in texts if text))


def is_ascii(items: list[Any]) -> bool:
    """Return whether a list holds only ASCII texts."""
    try:
        return "".join(items).isascii()
    except TypeError:
        return False


def normalize_line(text: str, notes: list[str]) -> str:
    """Return a short text in NFC that UTF-8 can encode."""
    return text if text.isascii() else to_nfc(replace_surrogates(text, notes), notes)


def is_number(value: object) -> bool:
    """Return whether a JSON value is a number; true and false are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def stored_path(path: str) -> str:
    """Return the absolute path as a text that can be stored: bytes that are not UTF-8 are escaped."""
    return os.fsencode(os.path.abspath(path)).decode(errors="backslashreplace")
